using System.Globalization;

namespace Kiln.Bench;

/// <summary>A name and numbers, all optional.</summary>
/// <param name="Name">What to measure; null for all.</param>
/// <param name="Time">How long.</param>
/// <param name="Batch">Images of a call; null for the command's own number.</param>
internal sealed record Options(string? Name, TimeSpan Time, int? Batch)
{
    private const string Seconds = "--seconds", BatchOption = "--batch";

    /// <summary>Takes arguments apart.</summary>
    /// <param name="args">The arguments after the command.</param>
    /// <param name="standardSeconds">The time without the option.</param>
    /// <param name="hasBatch">Whether the command knows <c>--batch</c>.</param>
    /// <exception cref="ArgumentException">There is something else.</exception>
    public static Options Parse(string[] args, double standardSeconds, bool hasBatch = false)
    {
        Options options = new(null, TimeSpan.FromSeconds(standardSeconds), null);
        for (int i = 0; i < args.Length; i++)
        {
            string next = i + 1 < args.Length ? args[i + 1] : "";
            if (args[i] == Seconds && double.TryParse(next, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds > 0)
                (options, i) = (options with { Time = TimeSpan.FromSeconds(seconds) }, i + 1);
            else if (hasBatch && args[i] == BatchOption && int.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out int batch) && batch > 0)
                (options, i) = (options with { Batch = batch }, i + 1);
            else if (args[i] is ['-', ..] || options.Name is not null)
                throw new ArgumentException($"'{args[i]}' is not understood: a name, {Seconds} with a number above 0{(hasBatch ? $" and {BatchOption} with a whole number" : "")} are");
            else
                options = options with { Name = args[i] };
        }

        return options;
    }
}
