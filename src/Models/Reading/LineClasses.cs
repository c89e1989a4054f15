namespace Kiln.Models.Reading;

/// <summary>What a network that reads whole lines tells apart at every place: the 26 letters, a place between two of them, and a space between words.</summary>
internal static class LineClasses
{
    /// <summary>The names of the classes, one character each.</summary>
    public const string Names = "abcdefghijklmnopqrstuvwxyz· ";

    /// <summary>The class of a place that belongs to no letter and to no space.</summary>
    public const int Between = 26;

    /// <summary>The class of a space, and of the paper before and after the line.</summary>
    public const int Space = 27;
}
