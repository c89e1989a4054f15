using System.CommandLine;

namespace Kiln.Models.Commands.Practical;

/// <summary><c>practical N</c>: the five parts of the VGG CNN practical.</summary>
internal static class PracticalCommand
{
    public static Command Create() => new("practical", "Run a part of the VGG CNN practical: see the same numbers and figures as its reader.")
    {
        PartOne.Create(), PartTwo.Create(), PartThree.Create(), PartFour.Create(), PartFive.Create(),
    };

    /// <summary>The picture that a part works on.</summary>
    /// <param name="standard">What is used without one.</param>
    public static Argument<string?> Picture(string standard) => Arguments.OptionalText("IMAGE", $"A picture; without it {standard}");

    /// <summary>Where a part leaves its figures.</summary>
    /// <param name="part">Its number.</param>
    public static Option<string> Folder(int part) => new("--out")
    {
        Description = "Gets the figures", HelpName = "FOLDER", DefaultValueFactory = _ => FormattableString.Invariant($"runs/practical-{part}"),
    };

    /// <summary>The folder, which is made.</summary>
    public static string Made(string folder)
    {
        Directory.CreateDirectory(folder);
        return folder;
    }
}
