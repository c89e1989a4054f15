using System.CommandLine;
using Kiln.Models.Figures;
using Kiln.Models.Letters;
using SkiaSharp;

namespace Kiln.Models.Commands;

/// <summary><c>draw TEXT</c>: draws lines of text with a font, to be read.</summary>
internal static class DrawCommand
{
    public static Command Create()
    {
        Argument<string[]> texts = new("TEXT") { Description = "A line of text; several stand below one another", Arity = ArgumentArity.OneOrMore };
        Option<string?> font = Arguments.Path("--font", "FILE", "A .ttf, .otf or .woff file; without it Lato");
        Option<string?> picture = Arguments.Path("--out", "FILE", "The PNG to write; without it runs/line.png");
        Command command = new("draw", "Draw lines of text with a font.") { texts, font, picture };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(picture) ?? Path.Combine("runs", "line.png");
            using SKBitmap sheet = LineDrawing.Draw(parsed.GetValue(font) is { } given ? ShippedData.Find(given) : ShippedData.Font, parsed.GetRequiredValue(texts));
            Picture.Save(sheet, path);
            parsed.InvocationConfiguration.Output.WriteLine($"picture: {path}");
        });
        return command;
    }
}
