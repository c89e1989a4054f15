using Kiln.Data;
using Kiln.Numerics;

namespace Kiln.Pictures.Tests;

public sealed class PictureFolderTests : IDisposable
{
    private static readonly Shape Small = new(2, 3, 3);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sub_folders_are_classes_and_files_come_by_name()
    {
        // Written in another order than they are read in; capitals come before small letters, wherever the program runs.
        Write("zebra/1.png", Png(2, 3, 10));
        Write("Ant/b.png", Png(2, 3, 20));
        Write("Ant/a.png", Png(2, 3, 30));
        Write("ant/c.png", Png(2, 3, 40));
        Write("ant/.hidden", "no picture"u8.ToArray());
        Write(".git/d.png", Png(2, 3, 50));
        Write("ant/deeper/e.png", Png(2, 3, 60));

        PictureFolder pictures = PictureFolder.Open(folder.Path, Small);
        Assert.Equal(["Ant", "ant", "zebra"], pictures.Classes);
        Assert.Equal([Name("Ant/a.png"), Name("Ant/b.png"), Name("ant/c.png"), Name("zebra/1.png")], pictures.Files);
        Assert.Equal([(30, 0), (20, 0), (40, 1), (10, 2)], Enumerable.Range(0, pictures.Count).Select(image => (Bytes(pictures, image)[0], Label(pictures, image))));
        Assert.Equal([0, 0, 1, 2], pictures.Labels);
        Assert.Empty(pictures.Skipped);
    }

    /// <summary>At the extents declared a picture is what its file says, byte by byte, in colour and in gray.</summary>
    [Fact]
    public void Colours_are_those_of_the_file_and_gray_is_their_luminance()
    {
        byte[] rows = [0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 1, 2, 3, 50, 60, 70, 255, 255, 255];
        Write("a/colours.png", PngWriter.Of(3, 2, 8, PngWriter.Rgb, rows));
        byte[] pixels = [.. rows[1..10], .. rows[11..]];
        Assert.Equal(pixels.Select(value => (int)value), Bytes(Open(Small), 0));

        int[] gray = [.. pixels.Chunk(3).Select(pixel => (int)Math.Round((0.298936 * pixel[0]) + (0.587043 * pixel[1]) + (0.114021 * pixel[2])))];
        Assert.Equal(gray, Bytes(Open(new Shape(2, 3, 1)), 0));
    }

    [Fact]
    public void Transparent_parts_are_white()
    {
        Write("a/half.png", PngWriter.Of(3, 1, 8, PngWriter.Rgba, [0, 10, 20, 30, 255, 10, 20, 30, 0, 10, 20, 30, 51]));
        Assert.Equal([10, 20, 30, 255, 255, 255, 206, 208, 210], Bytes(Open(new Shape(1, 3, 3)), 0));
    }

    /// <summary>One picture to predict from is prepared as those of the training were, bit by bit.</summary>
    [Theory]
    [InlineData(PictureFit.Cut)]
    [InlineData(PictureFit.Stretch)]
    public void A_picture_by_itself_is_the_same_image_as_in_its_folder(PictureFit fit)
    {
        Write("a/wide.png", Png(5, 9, 70));
        Shape shape = new(4, 4, 3);
        ImageNormalization normalization = new(0.3f, 7);
        PictureFolder pictures = PictureFolder.Open(folder.Path, shape, new PictureFolderOptions { Fit = fit, Normalization = normalization });
        float[] read = new float[shape.Count];
        pictures.Read(0, new SeededRandom(1), read, new int[1]);

        Assert.Equal(read, PictureDecoder.Read(pictures.Files[0]).ToInput(shape, normalization, fit));
    }

    [Fact]
    public void A_picture_does_not_become_an_image_of_two_channels()
    {
        Picture picture = new(1, 1, new byte[4]);
        Assert.Contains("cannot become images of 4×4×2", Assert.Throws<ArgumentException>(() => picture.ToInput(new Shape(4, 4, 2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_another_size_is_cut_in_the_middle()
    {
        // Eight columns, of which the middle four are wanted: as they are, and with one between any two.
        Write("a/wide.png", PngWriter.Of(8, 4, 8, PngWriter.Gray, [.. Enumerable.Repeat<byte[]>([0, 0, 32, 64, 96, 128, 160, 192, 224], 4).SelectMany(row => row)]));
        Assert.Equal(Enumerable.Repeat<int[]>([64, 96, 128, 160], 4).SelectMany(row => row), Bytes(Open(new Shape(4, 4, 1)), 0));
        Assert.Equal(Enumerable.Repeat<int[]>([56, 72, 88, 104, 120, 136, 152, 168], 8).SelectMany(row => row), Bytes(Open(new Shape(8, 8, 1)), 0));
    }

    /// <summary>The plain formula over the whole picture, in double precision, to the byte that it rounds to.</summary>
    [Fact]
    public void A_picture_may_be_stretched_instead()
    {
        SeededRandom random = new(4);
        byte[] values = [.. Enumerable.Range(0, 9 * 7).Select(_ => (byte)random.Next(256))];
        Write("a/noise.png", PngWriter.Of(7, 9, 8, PngWriter.Gray, [.. values.Chunk(7).SelectMany(row => (byte[])[0, .. row])]));
        int[] actual = Bytes(Open(new Shape(4, 5, 1), new PictureFolderOptions { Fit = PictureFit.Stretch }), 0);
        for (int y = 0; y < 4; y++)
            for (int x = 0; x < 5; x++)
            {
                double down = 9 / 4.0, along = 7 / 5.0, sum = 0, weights = 0;
                for (int v = -9; v < 18; v++)
                    for (int u = -7; u < 14; u++)
                    {
                        double weight = Math.Max(0, 1 - (Math.Abs(v + 0.5 - ((y + 0.5) * down)) / down)) * Math.Max(0, 1 - (Math.Abs(u + 0.5 - ((x + 0.5) * along)) / along));
                        sum += weight * values[(Math.Clamp(v, 0, 8) * 7) + Math.Clamp(u, 0, 6)];
                        weights += weight;
                    }

                Assert.Equal(sum / weights, actual[(y * 5) + x], 0.501);
            }
    }

    [Fact]
    public void Photographs_of_either_kind_are_read()
    {
        Write("a/baseline.jpg", PictureSamples.Read("gray.jpg"));
        Write("a/passes.jpg", PictureSamples.Read("progressive.jpg"));
        Write("a/restarts.jpg", PictureSamples.Read("restarts.jpg"));
        PictureFolder pictures = Open(new Shape(PictureSamples.Height, PictureSamples.Width, 3));
        Assert.Equal(3, pictures.Count);
        for (int image = 0; image < 3; image++)
        {
            int[] bytes = Bytes(pictures, image);
            Assert.InRange(bytes.Min(), 0, 60);
            Assert.InRange(bytes.Max(), 215, 255);
        }
    }

    /// <summary>Whatever its bytes: a file is read, or left out and named with one line that says why, and soon.</summary>
    [Fact]
    public void Damaged_files_are_named_and_left_out()
    {
        byte[] jpeg = PictureSamples.Read("gray.jpg"), png = PictureSamples.Read("gray.png");
        Write("good/a.jpg", jpeg);
        int[] cuts = [2, 15, 100, 300, 600, 900, jpeg.Length - 2];
        foreach (int cut in cuts)
            Write($"bad/{cut:D4}.jpg", jpeg[..cut]);
        Write("bad/cut.png", png[..200]);
        Write("bad/empty.png", []);
        Write("bad/huge.png", PictureSamples.Claiming("gray.png", 5000, 5000));
        Write("bad/notes.txt", "a text that is longer than the header of a picture"u8.ToArray());
        Write("bad/whole.png", png);

        Watchdog.Each(
            [folder.Path],
            path =>
            {
                PictureFolder pictures = PictureFolder.Open(path, new Shape(8, 8, 1));
                Assert.Equal([Name("bad/whole.png"), Name("good/a.jpg")], pictures.Files);
                Assert.Equal((0, 1), (Label(pictures, 0), Label(pictures, 1)));
                Assert.Equal([.. cuts.Select(cut => Name($"bad/{cut:D4}.jpg")), .. new[] { "cut.png", "empty.png", "huge.png", "notes.txt" }.Select(name => Name($"bad/{name}"))], pictures.Skipped.Select(file => file.Path));
                Assert.All(pictures.Skipped, file => Assert.StartsWith($"'{file.Path}' ", file.Reason, StringComparison.Ordinal));
                Assert.All(pictures.Skipped, file => Assert.DoesNotContain('\n', file.Reason));
                Assert.Contains("it is cut short", pictures.Skipped[4].Reason, StringComparison.Ordinal);
                Assert.Contains("more than the 16777216 that can be read", pictures.Skipped.Single(file => file.Path.EndsWith("huge.png", StringComparison.Ordinal)).Reason, StringComparison.Ordinal);
            },
            path => path,
            TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void In_memory_the_images_are_the_same_bits()
    {
        for (int image = 0; image < 12; image++)
            Write($"{(image % 3)}/{image}.png", Png(5, 7, image * 20));
        PictureFolder pictures = Open(new Shape(4, 4, 3), new PictureFolderOptions { Normalization = new ImageNormalization(0.4f, 3) });
        ImageSet memory = pictures.InMemory();
        Assert.Equal(pictures.Count, memory.Count);
        for (int image = 0; image < 12; image++)
        {
            Assert.Equal(Input(pictures, image), Input(memory, image));
            Assert.Equal(Label(pictures, image), Label(memory, image));
        }

        Assert.Equal(Input(pictures.Flip(1), 2), Input(memory.Flip(1), 2));
    }

    [Fact]
    public void The_fingerprint_tells_pictures_and_what_becomes_of_them_apart()
    {
        Write("a/1.png", Png(4, 6, 10));
        Write("b/2.png", Png(4, 6, 20));
        List<string> prints = [Open(Small).Fingerprint];
        Assert.Equal(prints[0], Open(Small).Fingerprint);
        prints.Add(Open(new Shape(3, 2, 3)).Fingerprint);
        prints.Add(Open(new Shape(3, 2, 3), new PictureFolderOptions { Fit = PictureFit.Stretch }).Fingerprint);
        prints.Add(Open(Small, new PictureFolderOptions { Normalization = new ImageNormalization(0, 2) }).Fingerprint);
        prints.Add(Open(Small, new PictureFolderOptions { Classes = ["b", "a"] }).Fingerprint);
        Write("b/2.png", Png(4, 6, 21));
        prints.Add(Open(Small).Fingerprint);
        Assert.Equal(prints.Count, prints.Distinct().Count());
    }

    /// <summary>Pictures to validate with do not show every class; without the names a class would become another's number.</summary>
    [Fact]
    public void Classes_may_be_those_of_another_folder()
    {
        Write("cat/1.png", Png(2, 3, 1));
        Write("dog/1.png", Png(2, 3, 2));
        PictureFolder pictures = Open(Small, new PictureFolderOptions { Classes = ["bird", "cat", "cow", "dog"] });
        Assert.Equal([1, 3], Enumerable.Range(0, 2).Select(image => Label(pictures, image)));
        Assert.Equal(
            $"the sub-folder 'dog' of '{folder.Path}' is no class; the classes are bird, cat",
            Refusal(() => Open(Small, new PictureFolderOptions { Classes = ["bird", "cat"] })));
    }

    [Fact]
    public void What_is_wrong_is_said_in_one_line()
    {
        Assert.Equal($"there is no folder '{folder["nowhere"]}'", Refusal(() => PictureFolder.Open(folder["nowhere"], Small)));
        Assert.StartsWith($"'{folder.Path}' has no sub-folder; put the pictures of each class", Refusal(() => Open(Small)), StringComparison.Ordinal);
        Directory.CreateDirectory(folder["a"]);
        Assert.Contains("have no files", Refusal(() => Open(Small)), StringComparison.Ordinal);
        Write("a/x.png", []);
        Assert.StartsWith($"none of the 1 files in the sub-folders of '{folder.Path}' can be read; the first: '{Name("a/x.png")}' is not a picture", Refusal(() => Open(Small)), StringComparison.Ordinal);
        Assert.Contains("pictures cannot become images of 2×3×2; use 1 row", Assert.Throws<ArgumentException>(() => Open(new Shape(2, 3, 2))).Message, StringComparison.Ordinal);

        Write("a/y.png", Png(2, 3, 1));
        PictureFolder pictures = Open(Small);
        Assert.Contains("images run from 0 to 0", Assert.ThrowsAny<ArgumentException>(() => Input(pictures, 1)).Message, StringComparison.Ordinal);
        File.Delete(Name("a/y.png"));
        Assert.Equal($"there is no file '{Name("a/y.png")}'", Refusal(() => Input(pictures, 0)));
        Assert.Equal($"there is no file '{Name("a/y.png")}'", Refusal(pictures.InMemory));
    }

    private static string Refusal(Func<object> action) => Assert.Throws<PictureException>(action).Message;

    private static float[] Input(IImageSource source, int image)
    {
        float[] input = new float[source.Shape.Count];
        source.Read(image, new SeededRandom(1), input, new int[1]);
        return input;
    }

    private static int[] Bytes(IImageSource source, int image) => [.. Input(source, image).Select(value => (int)MathF.Round(255 * value))];

    private static int Label(IImageSource source, int image)
    {
        int[] label = new int[1];
        source.Read(image, new SeededRandom(1), new float[source.Shape.Count], label);
        return label[0];
    }

    /// <summary>A colour picture whose first value is given, and the others differ.</summary>
    private static byte[] Png(int height, int width, int first) =>
        PngWriter.Of(width, height, 8, PngWriter.Rgb, [.. Enumerable.Range(0, height).SelectMany(y => (byte[])[0, .. Enumerable.Range(0, 3 * width).Select(x => (byte)(first + (x * 7) + (y * 31)))])]);

    private string Name(string name) => Path.Combine([folder.Path, .. name.Split('/')]);

    private void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Name(name))!);
        File.WriteAllBytes(Name(name), content);
    }

    private PictureFolder Open(Shape shape, PictureFolderOptions? options = null) => PictureFolder.Open(folder.Path, shape, options);
}
