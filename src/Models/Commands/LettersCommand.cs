using System.CommandLine;
using Kiln.Interchange.Matlab;
using Kiln.Models.Letters;

namespace Kiln.Models.Commands;

/// <summary><c>letters FOLDER --out FILE</c>: renders a set of letters from the fonts of a folder, for <c>train --letters</c>, or takes those of a MATLAB file.</summary>
internal static class LettersCommand
{
    /// <summary>The share of the practical: 350 of 931 fonts validate.</summary>
    private const double PracticalShare = 0.375;

    public static Command Create()
    {
        Argument<string> folder = Arguments.Text("FOLDER", "Searched with the folders below it for .ttf, .otf and .woff files; or the practical's charsdb.mat");
        Option<string> file = new("--out") { Description = "The letters file to write", HelpName = "FILE", Required = true };
        Option<double> share = Arguments.Number("--validation", "The share of the fonts, the last ones by name, that validate", PracticalShare, below: 1);
        Command command = new("letters", "Render a to z in every font of a folder as a set to train on.") { folder, file, share };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(folder), parsed.GetRequiredValue(file), parsed.GetValue(share), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(string folder, string file, double share, TextWriter output)
    {
        List<DroppedFont> dropped = [];
        LetterSet set = File.Exists(folder) && MatFile.IsMatFile(folder) ? MatLetters.Read(folder) : FontFolder.Render(folder, LetterFile.Read(ShippedData.Letters), share, dropped);
        foreach (DroppedFont font in dropped.OrderBy(font => font.Name, StringComparer.Ordinal))
            output.WriteLine($"dropped {font.Name}: {font.Reason}");

        LetterFile.Write(file, set);
        int validation = set.Fonts.Count(font => font.Validation);
        output.WriteLine(
            $"{file}: {set.Count} letters of {set.Fonts.Count} fonts ({set.Fonts.Count - validation} train, {validation} validate), {dropped.Count} dropped, {new FileInfo(file).Length} bytes");
    }
}
