using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Kiln.Models.Commands;

/// <summary>Arguments and options that several commands have, and options that check their range.</summary>
internal static class Arguments
{
    /// <summary>A text that the command needs.</summary>
    /// <param name="name">In capitals.</param>
    /// <param name="description">For the help.</param>
    public static Argument<string> Text(string name, string description)
    {
        Argument<string> argument = new(name) { Description = description };
        argument.Validators.Add(RefuseOptions);
        return argument;
    }

    /// <summary>A text that may be left out.</summary>
    /// <inheritdoc cref="Text"/>
    public static Argument<string?> OptionalText(string name, string description)
    {
        Argument<string?> argument = new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        argument.Validators.Add(RefuseOptions);
        return argument;
    }

    /// <summary>An option that takes a path.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="kind">FILE or FOLDER, for the help.</param>
    /// <param name="description">For the help.</param>
    public static Option<string?> Path(string name, string kind, string description) => new(name) { Description = description, HelpName = kind };

    /// <summary>How many images the memory is counted for, or take part in a step.</summary>
    public static Option<int> Batch() => Whole("--batch", "Images a step", 100, least: 1);

    /// <summary>The device that needs no other: the processor.</summary>
    public const string Processor = "cpu";

    /// <summary>Where a command computes.</summary>
    public static Option<string> Device()
    {
        Option<string> option = new("--device")
        {
            Description = "cpu, gpu (CUDA, else OpenCL) or gpu-simulator (slow; to look at the kernels of a graphics processor without one)",
            HelpName = "DEVICE",
            DefaultValueFactory = _ => Processor,
        };
        option.AcceptOnlyFromAmong(Processor, "gpu", "gpu-simulator");
        return option;
    }

    /// <summary>How many threads share the work.</summary>
    public static Option<int> Threads() => Whole("--threads", "Threads; 0 for one a processor. The result does not depend on it", 0, least: 0);

    /// <summary>The seed of all random numbers.</summary>
    public static Option<int> Seed() => Whole("--seed", "The same seed gives the same numbers", 1, least: 0);

    /// <summary>An option that takes a whole number.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="standard">The value without the option.</param>
    /// <param name="least">The least value allowed.</param>
    public static Option<int> Whole(string name, string description, int standard, int least) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard, CustomParser = result => ParseWhole(result, least) };

    /// <summary>An option that takes a whole number, without which something else decides.</summary>
    /// <inheritdoc cref="Whole"/>
    public static Option<int?> OptionalWhole(string name, string description, int least) =>
        new(name) { Description = description, HelpName = "N", CustomParser = result => ParseWhole(result, least) };

    /// <summary>An option that takes a number.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="standard">The value without the option.</param>
    /// <param name="below">The values allowed are 0 and more, and below this.</param>
    public static Option<double> Number(string name, string description, double standard, double below) =>
        new(name) { Description = description, HelpName = "X", DefaultValueFactory = _ => standard, CustomParser = result => ParseNumber(result, below) };

    /// <summary>An option that takes a number, without which something else decides.</summary>
    /// <inheritdoc cref="Number"/>
    public static Option<double?> OptionalNumber(string name, string description, double below) =>
        new(name) { Description = description, HelpName = "X", CustomParser = result => ParseNumber(result, below) };

    private static int ParseWhole(ArgumentResult result, int least)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least)
            return value;

        result.AddError($"'{text}' is not a value for {OptionName(result)}: a whole number from {least} on is expected.");
        return least;
    }

    private static double ParseNumber(ArgumentResult result, double below)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0 && value < below)
            return value;

        string range = double.IsInfinity(below) ? "from 0 on" : string.Create(CultureInfo.InvariantCulture, $"from 0 to below {below}");
        result.AddError($"'{text}' is not a value for {OptionName(result)}: a number {range} is expected.");
        return 0;
    }

    /// <summary>A misspelt option before an argument would otherwise be taken for it.</summary>
    private static void RefuseOptions(ArgumentResult result)
    {
        if (result.Tokens is [{ Value: ['-', ..] value }])
            result.AddError($"'{value}' is not an option here.");
    }

    private static string OptionName(ArgumentResult result) => ((OptionResult)result.Parent!).Option.Name;
}
