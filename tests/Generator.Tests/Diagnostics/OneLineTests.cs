using System.Globalization;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Kiln.Generator.Tests.Diagnostics;

/// <summary>Build logs and lists of errors show one line a message, so none may break, whatever the user wrote.</summary>
/// <remarks>The cases are checked where they are compiled, by <see cref="DiagnosticCaseTests"/>.</remarks>
public class OneLineTests
{
    [Fact]
    public void TheTableIsWrittenInSingleLines() =>
        Assert.All(
            Descriptors.All.SelectMany(descriptor => new[] { descriptor.Title, descriptor.MessageFormat, descriptor.Description }),
            text => AssertOneLine(text.ToString(CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(@"a\nb")]
    [InlineData(@"a\r\nb")]
    [InlineData(@"a\u0085b")]
    [InlineData(@"a\u2028b")]
    [InlineData(@"a\u2029b")]
    [InlineData(@"a\u202Eb")]
    [InlineData(@"a\tb")]
    [InlineData(@"a\0b")]
    public async Task TextOfTheUserIsShownAsCSharpWritesIt(string from)
    {
        string[] messages = await Messages($$"""
            [Network] public sealed partial class Net
            {
                [Input(8, 8, 1, From = "{{from}}")] public partial Layer Image { get; }
                [Conv(3, 3, 4, From = "{{from}}")] public partial ConvLayer Conv1 { get; }
            }
            """);

        Assert.Equal(2, messages.Length);
        Assert.All(messages, message => Assert.Contains($"'{from}'", message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Network] public sealed partial class @event;")]
    [InlineData("namespace @class.Æther { [Network] public sealed partial class Netz; }")]
    [InlineData("[Network] public sealed partial class \\u0041b;")]
    [InlineData("[Network] public sealed partial class Net\n{\n}")]
    [InlineData("[Network] public partial class Net : System.Collections.Generic.Dictionary<\n(int A,\nint B),\nstring>;")]
    [InlineData("[InferenceOf<\n(int A,\nint B)>] public sealed partial class Reader;")]
    [InlineData("[Network] public sealed partial class Net { [Relu] public (int\nA, int\nB) R => default; }")]
    public async Task OddNamesGiveOneLine(string text) => Assert.Single(await Messages(text));

    internal static void AssertOneLine(string text)
    {
        Assert.NotEmpty(text);
        Assert.Equal(text.Trim(), text);
        Assert.DoesNotContain(
            text,
            letter => char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    private static async Task<string[]> Messages(string text)
    {
        BuildOutcome outcome = await GeneratorRunner.Build($"using Kiln;\n{text}");
        Assert.Null(outcome.Exception);
        string[] messages = [.. outcome.Diagnostics.Where(diagnostic => diagnostic.Id.StartsWith("KILN", StringComparison.Ordinal)).Select(diagnostic => diagnostic.GetMessage(null))];
        Assert.All(messages, AssertOneLine);
        return messages;
    }
}
