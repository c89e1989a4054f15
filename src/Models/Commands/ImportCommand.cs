using System.CommandLine;
using System.Globalization;
using Kiln.Inspection;
using Kiln.Interchange.Declarations;

namespace Kiln.Models.Commands;

/// <summary><c>import FILE --to FILE</c>: a model of another program as a class that a person would write, and its weights beside it.</summary>
internal static class ImportCommand
{
    /// <summary>The command.</summary>
    /// <param name="read">Reads a model: ONNX, or what else the program knows.</param>
    public static Command Create(Func<string, ImportOptions, ImportedNetwork> read)
    {
        Argument<string> model = Arguments.Text("FILE", "The model: .onnx, or .mat of MatConvNet");
        Option<string?> to = Arguments.Path("--to", "FILE", "The file of C# to write, such as MyNet.cs"), weights = Arguments.Path("--weights", "FILE", "The file of weights to write; without it the name of --to, ending in .kiln");
        to.Required = true;
        Option<string?> name = new("--class") { Description = "The class; without it the name of --to", HelpName = "NAME" };
        Option<string?> space = new("--namespace") { Description = "Its namespace; without it none", HelpName = "NAME" };
        Option<string?> input = new("--input") { Description = "Rows, columns and channels where the model leaves them free, such as 224x224x3", HelpName = "HxWxC" };
        Option<bool> force = new("--force") { Description = "Replace the file of --to if it is there" };
        Command command = new("import", "Declare a network that another program trained, with its weights.") { model, to, name, space, weights, input, force };
        command.SetAction(parsed => Run(
            read,
            parsed.GetRequiredValue(model),
            parsed.GetRequiredValue(to)!,
            new DeclarationOptions
            {
                Class = parsed.GetValue(name) ?? Path.GetFileNameWithoutExtension(parsed.GetRequiredValue(to)!),
                Namespace = parsed.GetValue(space) ?? "",
                Source = Path.GetFileName(parsed.GetRequiredValue(model)),
                Blocks = true,
            },
            parsed.GetValue(weights),
            parsed.GetValue(input),
            parsed.GetValue(force),
            parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(
        Func<string, ImportOptions, ImportedNetwork> read, string model, string to, DeclarationOptions options, string? weights, string? input, bool force, TextWriter output)
    {
        if (File.Exists(to) && !force)
            throw new UserErrorException($"'{to}' is there already; give another name, or --force to replace it");

        try
        {
            ImportedNetwork network = read(model, new ImportOptions { Input = input is null ? null : ImportOptions.ParseInput(input) });
            string file = weights ?? Path.ChangeExtension(to, ".kiln");
            DeclaredNetwork declared = network.Declare(options);
            declared.SaveWeights(file);
            File.WriteAllText(to, declared.Text);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{to}: class {options.Class}, {network.Description.Layers.Count} layers, {NetworkSize.Of(network.Description).Parameters:N0} parameters"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: its weights, {new FileInfo(file).Length:N0} bytes"));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new UserErrorException(e.Message.Split(" (Parameter", StringSplitOptions.None)[0]);
        }
    }
}
