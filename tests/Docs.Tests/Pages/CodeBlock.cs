namespace Kiln.Docs.Tests.Pages;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">Path of the page from the root of the repository.</param>
/// <param name="Line">Line of its first line of text, from 1.</param>
/// <param name="Language">What stands after the fence; empty for commands and output.</param>
/// <param name="Text">Its lines, each ended.</param>
/// <param name="Rules">What the comment in front of it says: how it is checked where that does not follow from the text.</param>
internal sealed record CodeBlock(string Page, int Line, string Language, string Text, IReadOnlyDictionary<string, string> Rules)
{
    /// <summary>C# that stands in front of the block but is not shown.</summary>
    public const string Given = "given";

    /// <summary>The block goes on where the one before it on the page ended.</summary>
    public const string Continues = "continues";

    /// <summary>The block stands, word for word, in files of the repository, which are built elsewhere.</summary>
    public const string Within = "within";

    /// <summary>The block is a part of what the generator emits for a file.</summary>
    public const string Emitted = "emitted";

    /// <summary>The block is what the program before it prints; <c>roughly</c>, where numbers follow from a training and so from the machine's vectors.</summary>
    public const string Printed = "printed";

    /// <summary>Why a program is compiled but not run, or an output is not compared.</summary>
    public const string NotRun = "not run";

    private static readonly string[] Known = [Given, Continues, Within, Emitted, Printed, NotRun];

    /// <summary>Where it stands, for messages.</summary>
    public string Place => $"{Page}:{Line}";

    /// <summary>Whether a rule is given.</summary>
    public bool Has(string rule) => Rules.ContainsKey(rule);

    /// <summary>Reads the comment in front of a block: a rule, or several, each on a line of its own; what follows <c>given:</c> is C# to the end of the comment.</summary>
    /// <param name="comment">The text between the marks.</param>
    /// <param name="place">For messages.</param>
    public static IReadOnlyDictionary<string, string> ReadRules(string comment, string place)
    {
        Dictionary<string, string> rules = [];
        string[] lines = comment.Trim().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < lines.Length; i++)
        {
            string[] parts = lines[i].Split(':', 2);
            string rule = parts[0].Trim(), value = parts.Length > 1 ? parts[1].Trim() : "";
            if (!Known.Contains(rule))
                throw new InvalidDataException($"{place}: '{rule}' is no rule for a block; there is {string.Join(", ", Known)}");
            if (rule == Given)
            {
                rules[rule] = string.Join('\n', [value, .. lines[(i + 1)..]]);
                break;
            }

            rules[rule] = value;
        }

        return rules;
    }
}
