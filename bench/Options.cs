using System.Globalization;

namespace Kiln.Bench;

/// <summary>A name and <c>--seconds</c>, both optional.</summary>
internal static class Options
{
    /// <summary>Takes arguments apart.</summary>
    /// <param name="args">The arguments after the command.</param>
    /// <param name="standardSeconds">The time without the option.</param>
    /// <exception cref="ArgumentException">There is something else.</exception>
    public static (string? Name, TimeSpan Time) Parse(string[] args, double standardSeconds)
    {
        string? name = null;
        double seconds = standardSeconds;
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--seconds" && i + 1 < args.Length && double.TryParse(args[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out seconds) && seconds > 0)
                i++;
            else if (args[i] is ['-', ..] || name is not null)
                throw new ArgumentException($"'{args[i]}' is not understood: a name and --seconds with a number above 0 are");
            else
                name = args[i];
        }

        return (name, TimeSpan.FromSeconds(seconds));
    }
}
