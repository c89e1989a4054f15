using Kiln.Models.Reading;

namespace Kiln.Models.Evaluation;

/// <summary>A line of which it is known what it says.</summary>
/// <param name="Font">What it is set in.</param>
/// <param name="Text">What it says.</param>
/// <param name="Picture">Dark on light.</param>
internal sealed record TestLine(string Font, string Text, GrayImage Picture);

/// <summary>What was read of a line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Read">The text that was read.</param>
internal sealed record ReadLine(TestLine Line, string Read)
{
    /// <summary>The character error rate: the characters to insert, drop or replace, by those of the line.</summary>
    public double ErrorRate { get; } = (double)EditDistance.Of(Line.Text, Read) / Line.Text.Length;
}
