using Kiln;
using Kiln.Data;
using Kiln.Numerics;
using Kiln.Pictures;
using Kiln.Training;

// Images of 12×12 bytes with one light stripe, which runs across (class 0) or down (class 1).
Shape shape = new(12, 12, 1);
Random random = new(Seed: 1);
int[] classes = [.. Enumerable.Range(0, 400).Select(_ => random.Next(2))];
byte[][] stripes = [.. classes.Select(label => Stripe(label, at: random.Next(12)))];

// Arrays.
byte[] pixels = [.. stripes.SelectMany(image => image)];
ImageSet arrays = new(shape, pixels, classes);
ImageNormalization normalization = new(ImageSet.MeanPixel(arrays), scale: 4);
ImageSet training = arrays.Normalize(normalization);

// What comes one after the other.
ImageSet sequence = stripes.Zip(classes).ToImageSet(shape, normalization);
Console.WriteLine($"the same set: {sequence.Fingerprint == training.Fingerprint}");

// A folder with a sub-folder for each class. One of the files is cut short.
foreach ((int index, byte[] image) in stripes.Index().Take(20))
    Save($"pictures/{(classes[index] == 0 ? "across" : "down")}/{index:D3}.tga", image);
File.WriteAllBytes("pictures/down/cut.tga", File.ReadAllBytes(Directory.GetFiles("pictures/down")[0])[..100]);

PictureFolder pictures = PictureFolder.Open("pictures", new Shape(12, 12, 1), new PictureFolderOptions { Normalization = normalization });
foreach (SkippedPicture skipped in pictures.Skipped)
    Console.WriteLine($"left out: {skipped.Reason}");
Console.WriteLine($"{pictures.Count} pictures of {string.Join(", ", pictures.Classes)}");
ImageSet inMemory = pictures.InMemory();

// Sources around sources.
IImageSource augmented = training.Shift(rows: 2, columns: 2).Flip().Brightness(0.2).Contrast(0.2);
using StripesNet net = new(maxBatch: 50);
net.Optimizer = new Sgd { LearningRate = 0.02f };
EpochReport last = new Trainer(net, new TrainingOptions { Epochs = 10, BatchSize = 50 }).Run(augmented, inMemory)[^1];
Console.WriteLine($"wrong after 10 epochs: {last.Training.Top1Error:P0} of the changed images, {last.Validation?.Top1Error:P0} of the pictures");

// A label for every pixel: 1 on the stripe and 0 beside it.
int[] labelMaps = [.. pixels.Select(pixel => pixel > 127 ? 1 : 0)];
IImageSource mapped = new ImageSet(shape, pixels, labelMaps, normalization).Crop(8, 8, new CropScale(0.3, 1, 0.75, 1.33)).Flip();
Console.WriteLine($"labels of an image: {mapped.LabelShape}");
using PixelsNet pixelsNet = new(maxBatch: 50);
pixelsNet.Optimizer = new Sgd { LearningRate = 0.05f };
EpochReport perPixel = new Trainer(pixelsNet, new TrainingOptions { Epochs = 10, BatchSize = 50 }).Run(mapped)[^1];
Console.WriteLine($"wrong after 10 epochs: {perPixel.Training.Top1Error:F1} of the 64 pixels of an image");

// Numbers to predict: here a map as large as the image, which is flipped with it.
float[] depths = [.. Enumerable.Range(0, pixels.Length).Select(i => i % 12 / 12f)];
IImageSource predicted = new ImageSet(shape, pixels, targetShape: new Shape(12, 12, 1), targets: depths).Flip(probability: 1);
float[] input = new float[predicted.Shape.Count], targets = new float[predicted.TargetShape.Count];
predicted.Read(0, new SeededRandom(1), input, labels: [], targets);
Console.WriteLine($"the first target of a flipped image: {targets[0]:F2}");

// A change and a source of your own.
IImageSource own = new Generated(count: 100).Invert();
new Trainer(net, new TrainingOptions { Epochs = 1, BatchSize = 50 }).Run(own);
Console.WriteLine(own.Fingerprint);

// Numbers that are none.
float[] damaged = new float[144];
damaged[(5 * 12) + 7] = float.NaN;
try
{
    new ImageSet(shape, damaged, new[] { 0 }).CheckFinite().Read(0, new SeededRandom(1), input, new int[1]);
}
catch (InvalidDataException e)
{
    Console.WriteLine(e.Message);
}

net.CheckInputs = true;
try
{
    net.Forward(damaged);
}
catch (ArgumentException e)
{
    Console.WriteLine(e.Message);
}

static byte[] Stripe(int label, int at) => [.. Enumerable.Range(0, 144).Select(i => (label == 0 ? i / 12 : i % 12) == at ? (byte)230 : (byte)30)];

// TGA has the simplest header of all: its kind, then columns, rows and bits a pixel, and that rows run down.
static void Save(string path, byte[] image)
{
    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    File.WriteAllBytes(path, [0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12, 0, 12, 0, 8, 0x20, .. image]);
}

/// <summary>Turns light into dark.</summary>
internal sealed class Inversion(IImageSource source) : ImageAugmentation(source, "inverted")
{
    protected override void Change(SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets)
    {
        foreach (ref float value in input)
            value = -value;
    }
}

internal static class Inversions
{
    public static IImageSource Invert(this IImageSource source) => new Inversion(source);
}

/// <summary>Images that are made when they are wanted.</summary>
internal sealed class Generated(int count) : IImageSource
{
    public int Count => count;

    public Shape Shape => new(12, 12, 1);

    public int LabelsPerImage => 1;

    public ImageNormalization Normalization => ImageNormalization.Identity;

    public string Fingerprint => $"{count} stripes";

    public void Read(int image, SeededRandom random, Span<float> input, Span<int> labels)
    {
        labels[0] = image % 2;
        int at = random.Next(12);
        for (int i = 0; i < input.Length; i++)
            input[i] = (labels[0] == 0 ? i / 12 : i % 12) == at ? 1 : 0;
    }
}

/// <summary>Tells which way a stripe runs.</summary>
[Network]
public sealed partial class StripesNet
{
    [Input(12, 12, 1)] public partial Layer     Image  { get; }
    [Conv(5, 5, 8)]    public partial ConvLayer Conv1  { get; }
    [Relu]             public partial Layer     Relu1  { get; }
    [Dense(2)]         public partial ConvLayer Scores { get; }
    [SoftmaxLoss]      public partial LossLayer Loss   { get; }
}

/// <summary>Tells of each pixel whether it is on a stripe.</summary>
[Network]
public sealed partial class PixelsNet
{
    [Input(8, 8, 1)]                    public partial Layer     Image  { get; }
    [Conv(3, 3, 8, Pad = 1)]            public partial ConvLayer Conv1  { get; }
    [Relu]                              public partial Layer     Relu1  { get; }
    [Conv(1, 1, 2)]                     public partial ConvLayer Scores { get; }
    [SoftmaxLoss(AveragePixels = true)] public partial LossLayer Loss   { get; }
}
