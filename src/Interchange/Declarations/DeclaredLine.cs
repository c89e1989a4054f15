namespace Kiln.Interchange.Declarations;

/// <summary>An argument of an attribute.</summary>
/// <param name="Name">Its name; empty for one that has its place.</param>
/// <param name="Text">Its value as C#.</param>
/// <param name="IsWhole">Whether it is a whole number, which a size of a block can stand for.</param>
/// <param name="IsDefault">Whether it is left out, because the attribute has that value without it.</param>
internal readonly record struct DeclaredArgument(string Name, string Text, bool IsWhole, bool IsDefault = false)
{
    public override string ToString() => Name.Length == 0 ? Text : $"{Name} = {Text}";
}

/// <summary>A line of a class: an attribute and a property.</summary>
/// <param name="Name">The property.</param>
/// <param name="Type">Its type.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Arguments">The attribute's arguments that are numbers.</param>
internal sealed record DeclaredLine(string Name, string Type, string Attribute, IReadOnlyList<DeclaredArgument> Arguments)
{
    /// <summary>The method of a function; empty without.</summary>
    public string Function { get; init; } = "";

    /// <summary>The layers that it names in its list of inputs.</summary>
    public IReadOnlyList<string> Listed { get; init; } = [];

    /// <summary>The layer that it reads in place of the line above; null for that.</summary>
    public string? From { get; init; }

    /// <summary>The layer whose parameters it has too; null for none.</summary>
    public string? WeightsOf { get; init; }

    /// <summary>Whether its output can be read after a call.</summary>
    public bool Keep { get; init; }

    /// <summary>The attribute as it is written.</summary>
    public string AttributeText
    {
        get
        {
            string[] arguments =
            [
                .. Function.Length > 0 ? [$"nameof({Function})"] : Array.Empty<string>(),
                .. Listed.Select(name => $"nameof({name})"),
                .. Arguments.Where(argument => !argument.IsDefault).Select(argument => argument.ToString()),
                .. From is null ? [] : new[] { $"From = nameof({From})" },
                .. WeightsOf is null ? [] : new[] { $"WeightsOf = nameof({WeightsOf})" },
                .. Keep ? ["Keep = true"] : Array.Empty<string>(),
            ];
            return arguments.Length == 0 ? $"[{Attribute}]" : $"[{Attribute}({string.Join(", ", arguments)})]";
        }
    }
}
