using System.Text.Json;

namespace Kiln.Golden.Tests.Manifests;

/// <summary>A value of the manifest's JSON that knows where it stands, so that every error can say so.</summary>
/// <param name="file">The manifest.</param>
/// <param name="place">What the value is, for messages: <c>option stride of conv_3x3</c>.</param>
/// <param name="json">The value.</param>
internal sealed class ManifestNode(string file, string place, JsonElement json)
{
    /// <summary>Whether it is JSON's null.</summary>
    public bool IsNull => json.ValueKind == JsonValueKind.Null;

    /// <summary>Whether it is a list.</summary>
    public bool IsList => json.ValueKind == JsonValueKind.Array;

    /// <summary>The same value under a better name.</summary>
    public ManifestNode Named(string name) => new(file, name, json);

    /// <summary>A member of an object.</summary>
    /// <exception cref="ManifestException">It is no object, or has no such member.</exception>
    public ManifestNode Member(string name) =>
        Members().FirstOrDefault(member => member.Name == name).Value ?? throw Expected($"an object with a member '{name}'");

    /// <summary>All members of an object.</summary>
    /// <exception cref="ManifestException">It is no object.</exception>
    public IEnumerable<(string Name, ManifestNode Value)> Members() => json.ValueKind == JsonValueKind.Object
        ? json.EnumerateObject().Select(member => (member.Name, new ManifestNode(file, $"{member.Name} of {place}", member.Value)))
        : throw Expected("an object");

    /// <summary>The items of a list.</summary>
    /// <exception cref="ManifestException">It is no list.</exception>
    public IEnumerable<ManifestNode> Items() => IsList
        ? json.EnumerateArray().Select((item, index) => new ManifestNode(file, $"item {index + 1} of {place}", item))
        : throw Expected("a list");

    /// <summary>A text.</summary>
    /// <exception cref="ManifestException">It is something else.</exception>
    public string Text() => json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Expected("a text");

    /// <summary>A number.</summary>
    /// <exception cref="ManifestException">It is something else.</exception>
    public double Number() => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out double value) ? value : throw Expected("a number");

    /// <summary>A whole number.</summary>
    /// <exception cref="ManifestException">It is something else.</exception>
    public int Whole() => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out int value) ? value : throw Expected("a whole number");

    /// <summary>True or false.</summary>
    /// <exception cref="ManifestException">It is something else.</exception>
    public bool Flag() => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : throw Expected("true or false");

    /// <summary>The error of a value that does not fit.</summary>
    /// <param name="what">What would.</param>
    public ManifestException Expected(string what) => new($"{file}: {place} should be {what}");
}
