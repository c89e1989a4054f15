using System.Globalization;

namespace Kiln.Inspection;

/// <summary>Numbers as vl_simplenn_display prints them.</summary>
internal static class Quantity
{
    /// <summary>Whole bytes, KB, MB or GB, the next unit from 1024 on; halves round to even, as in C.</summary>
    /// <param name="bytes">0 or more.</param>
    public static string Memory(double bytes)
    {
        string[] units = ["B", "KB", "MB", "GB"];
        int unit = 0;
        for (; unit < units.Length - 1 && bytes >= 1024; unit++)
            bytes /= 1024;
        return Math.Round(bytes, MidpointRounding.ToEven).ToString("F0", CultureInfo.InvariantCulture) + units[unit];
    }

    /// <summary>One number if all are equal, otherwise all, joined by x; up to four digits.</summary>
    /// <param name="values">At least one.</param>
    public static string Dimensions(params ReadOnlySpan<double> values)
    {
        List<string> parts = [];
        foreach (double value in values)
            parts.Add(General(value, 4));
        return parts.TrueForAll(part => part == parts[0]) ? parts[0] : string.Join('x', parts);
    }

    /// <summary>As C's %g: a number of digits, with an exponent of two digits where the number does not fit.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">Significant digits.</param>
    public static string General(double value, int digits) =>
        Math.Abs(value) < Math.Pow(10, digits) - 0.5
            ? value.ToString("G" + digits, CultureInfo.InvariantCulture)
            : value.ToString("0." + new string('#', digits - 1) + "e+00", CultureInfo.InvariantCulture);
}
