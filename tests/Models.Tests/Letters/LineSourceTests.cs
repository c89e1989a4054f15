using Kiln.Models.Letters;
using Kiln.Models.Networks;
using Kiln.Models.Reading;
using Kiln.Numerics;
using Kiln.Tests.Support;

namespace Kiln.Models.Tests.Letters;

public sealed class LineSourceTests
{
    private static readonly LetterSet Shipped = LetterFile.Read(ShippedData.Letters);
    private static readonly LetterInk Ink = new(Shipped);
    private static readonly LineSource Source = new(Ink, validation: false, KnownNetwork.Find(nameof(LineCnn)).Description);

    [Fact]
    public void ThereIsAWindowForEveryLetterOfTheTrainingFonts()
    {
        Assert.Equal((15_106, new Shape(32, 128, 1), 64), (Source.Count, Source.Shape, Source.LabelsPerImage));
        Assert.Equal(9_100, new LineSource(Ink, validation: true, KnownNetwork.Find(nameof(LineCnn)).Description).Count);
    }

    [Fact]
    public void TheSameRandomNumbersGiveTheSameWindow()
    {
        ((float[] input, int[] labels), (float[] again, int[] labelsAgain)) = (Window(1234, seed: 5), Window(1234, seed: 5));
        Assert.Equal(input, again);
        Assert.Equal(labels, labelsAgain);
        Assert.NotEqual(input, Window(1234, seed: 6).Input);
    }

    /// <summary>The letter of the window has labels of its own unless it stands at the very edge; where a label names a letter there is ink, and where it says space there is almost never any.</summary>
    [Fact]
    public void LabelsSayWhatStandsThere()
    {
        int named = 0, windows = 500, spaces = 0, darkSpaces = 0;
        bool[] seen = new bool[LineClasses.Names.Length];
        for (int i = 0; i < windows; i++)
        {
            int image = i * 29;
            (float[] input, int[] labels) = Window(image, seed: i);
            named += labels.Contains(image % LetterSet.Letters) ? 1 : 0;
            Assert.All(input, value => Assert.InRange(value, -2, 0));
            for (int column = 0; column < labels.Length; column++)
            {
                int label = labels[column];
                seen[label] = true;
                if (label == LineClasses.Space)
                {
                    spaces++;
                    darkSpaces += HasInk(input, 2 * column, 2) ? 1 : 0;
                }

                if (label < LineClasses.Between && column is > 8 and < 56)
                    Assert.True(HasInk(input, (2 * column) - 15, 32), $"window {i}: there is no ink at letter {label}, column {column}");
            }
        }

        // Where words stand close, the arm of a letter may reach over the space.
        Assert.InRange(darkSpaces, 0, spaces / 100);
        Assert.InRange(named, windows * 97 / 100, windows);
        Assert.DoesNotContain(false, seen);
    }

    [Fact]
    public void AWindowAllocatesNothing()
    {
        float[] input = new float[Source.Shape.Count];
        int[] labels = new int[Source.LabelsPerImage];
        SeededRandom random = new(1);
        Source.Read(3, random, input, labels);
        Assert.Equal(0, Allocations.Of(() => Source.Read(3, random, input, labels)));
    }

    [Fact]
    public void OnlyNetworksThatReadLinesAreTaken() =>
        Assert.Contains(
            "lines have 32 rows and 28 classes", Assert.Throws<UserErrorException>(() => LineTask.Of(Shipped, KnownNetwork.Find(nameof(CharacterCnn)).Description)).Message, StringComparison.Ordinal);

    private static (float[] Input, int[] Labels) Window(int image, int seed)
    {
        float[] input = new float[Source.Shape.Count];
        int[] labels = new int[Source.LabelsPerImage];
        Source.Read(image, new SeededRandom(seed, image), input, labels);
        return (input, labels);
    }

    /// <summary>Whether some columns have ink darker than a quarter.</summary>
    private static bool HasInk(float[] input, int from, int count)
    {
        int width = Source.Shape.Width;
        return Enumerable.Range(Math.Max(from, 0), count).Where(x => x < width).Any(x => Enumerable.Range(0, LetterSet.Side).Any(y => input[(y * width) + x] < -0.5f));
    }
}
