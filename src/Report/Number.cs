using System.Globalization;

namespace Kiln.Report;

/// <summary>Numbers as the page shows them.</summary>
internal static class Number
{
    /// <summary>With commas between thousands.</summary>
    public static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>With a number of digits after the point.</summary>
    public static string Fixed(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    /// <summary>A share of 1 as per cent, with two digits after the point.</summary>
    public static string Percent(double share) => double.IsNaN(share) ? "n/a" : $"{Fixed(100 * share, 2)} %";

    /// <summary>For attributes: digits enough for a place in a drawing.</summary>
    public static string Plain(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A length of time: <c>0.8 s</c>, <c>2 min 5 s</c>, <c>3 h 20 min</c>.</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => $"{Fixed(time.TotalSeconds, 1)} s",
        { TotalMinutes: < 1 } => $"{Fixed(time.TotalSeconds, 0)} s",
        { TotalHours: < 1 } => $"{(int)time.TotalMinutes} min {time.Seconds} s",
        _ => $"{Whole((long)time.TotalHours)} h {time.Minutes} min",
    };

    /// <summary><c>1 letter</c>, <c>2 letters</c>.</summary>
    public static string Of(long count, string what) => $"{Whole(count)} {what}{(count == 1 ? "" : "s")}";
}
