using Kiln.Numerics;

namespace Kiln.Models.Letters;

/// <summary>How a line of text is set: how large, how high, and how far its letters and words stand apart.</summary>
/// <remarks>
/// Of five lines two have boxes of ink side by side, 1 to 4 pixels apart and 8 to 11 between words, letters as in their pictures. Two are set by eye, as text is: letters
/// of any size stand at parts of pixels, and look equally far apart whatever their shapes, so that round ones stand closer than stems. One is set as by a typewriter: the middles of letters are
/// equally far apart, and a space takes as much as a letter.
/// </remarks>
internal readonly record struct LineSpacing
{
    private const int LeastGap = 1, MostGap = 4, LeastSpace = 8, MostSpace = 11;

    /// <summary>Set by eye: how far letters look apart, and how much more words do.</summary>
    private const double TightestGap = 0.5, WidestGap = 5.5, LeastMore = 3.5, MostMore = 9, MostSpread = 1;

    /// <summary>By a typewriter: from the middle of one letter to that of the next, as long as there is a gap between the two.</summary>
    private const double LeastPitch = 13, MostPitch = 19, LeastTypedGap = 0.5;

    private const double LeastScale = 0.8, MostScale = 1.25;
    private const int Lift = 3;

    private readonly Setting setting;

    /// <summary>By eye the gap, how much it varies, and how much more a space has.</summary>
    private readonly double gap, spread, more;

    private readonly double pitch;

    private LineSpacing(Setting setting, int down, SeededRandom random)
    {
        this.setting = setting;
        Down = down;
        Scale = IsWhole ? 1 : Between(LeastScale, MostScale, random);
        if (setting == Setting.ByEye)
            (gap, spread, more) = (Between(TightestGap, WidestGap, random), Between(0, MostSpread, random), Between(LeastMore, MostMore, random));
        else if (setting == Setting.Typed)
            pitch = Between(LeastPitch, MostPitch, random) * Scale;
    }

    private enum Setting
    {
        Boxes,
        ByEye,
        Typed,
    }

    /// <summary>The size of the letters by that of their pictures.</summary>
    public double Scale { get; }

    /// <summary>By how many rows the line stands lower than in the pictures.</summary>
    public int Down { get; }

    /// <summary>Whether letters are copied as they are, at whole pixels.</summary>
    public bool IsWhole => setting == Setting.Boxes;

    /// <summary>Draws a way to set a line.</summary>
    /// <param name="random">Decides.</param>
    public static LineSpacing Draw(SeededRandom random)
    {
        Setting setting = random.Next(5) switch { 0 or 1 => Setting.Boxes, 2 or 3 => Setting.ByEye, _ => Setting.Typed };
        return new LineSpacing(setting, random.Next((2 * Lift) + 1) - Lift, random);
    }

    /// <summary>The pixels between two boxes of ink side by side.</summary>
    /// <param name="isSpace">Whether there is a space between them.</param>
    /// <param name="random">Decides within the bounds.</param>
    public static int BoxGap(bool isSpace, SeededRandom random) =>
        isSpace ? LeastSpace + random.Next(MostSpace - LeastSpace + 1) : LeastGap + random.Next(MostGap - LeastGap + 1);

    /// <summary>The columns between the boxes of two letters; below 0 where they overlap.</summary>
    /// <param name="widths">Half of the sum of the widths of the boxes, in pixels of this line.</param>
    /// <param name="distance">How far apart the two look if their boxes touch, in pixels of their pictures.</param>
    /// <param name="isSpace">Whether there is a space between them.</param>
    /// <param name="random">Decides within the bounds.</param>
    public double Gap(double widths, double distance, bool isSpace, SeededRandom random) => setting switch
    {
        Setting.Boxes => BoxGap(isSpace, random),
        Setting.ByEye => gap + Between(-spread, spread, random) + (isSpace ? more : 0) - (distance * Scale),
        _ => Math.Max(pitch - widths, LeastTypedGap) + (isSpace ? pitch : 0),
    };

    private static double Between(double least, double most, SeededRandom random) => least + ((most - least) * random.NextDouble());
}
