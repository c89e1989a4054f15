namespace Kiln.Golden.Tests.Manifests;

/// <summary>The options of a case, as they were passed to MatConvNet. Their names are found whatever their case, as MatConvNet finds them.</summary>
/// <param name="node">The object of options.</param>
/// <param name="of">The case's name, for messages.</param>
internal sealed class CaseOptions(ManifestNode node, string of)
{
    private readonly Dictionary<string, ManifestNode> values =
        node.Members().ToDictionary(member => member.Name, member => member.Value.Named($"option {member.Name} of {of}"), StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Options that nobody has asked for.</summary>
    public IEnumerable<string> Unread => values.Keys.Where(name => !asked.Contains(name)).Select(name => $"option {name}");

    public bool Has(string name) => values.ContainsKey(name);

    public string Text(string name, string unlessGiven) => Find(name)?.Text() ?? unlessGiven;

    public double Number(string name, double unlessGiven) => Find(name)?.Number() ?? unlessGiven;

    public int Whole(string name, int unlessGiven) => Find(name)?.Whole() ?? unlessGiven;

    public bool Flag(string name, bool unlessGiven) => Find(name)?.Flag() ?? unlessGiven;

    /// <summary>A list of so many numbers, which must be given.</summary>
    public double[] Numbers(string name, int count)
    {
        ManifestNode list = Find(name) ?? throw new ManifestException($"{of} needs the option {name}, {count} numbers");
        double[] numbers = [.. list.Items().Select(item => item.Number())];
        return numbers.Length == count ? numbers : throw list.Expected($"{count} numbers");
    }

    /// <summary>The numbers of an array of MATLAB, column-major: of one number, of a list, or of a matrix, which is a list of its rows.</summary>
    public double[] ColumnMajor(string name, params double[] unlessGiven)
    {
        ManifestNode? array = Find(name);
        if (array is not { IsList: true })
            return array is null ? unlessGiven : [array.Number()];

        ManifestNode[] items = [.. array.Items()];
        if (!items.Any(item => item.IsList))
            return [.. items.Select(item => item.Number())];

        double[][] rows = [.. items.Select(row => row.Items().Select(item => item.Number()).ToArray())];
        return rows.All(row => row.Length == rows[0].Length)
            ? [.. from column in Enumerable.Range(0, rows[0].Length) from row in rows select row[column]]
            : throw array.Expected("a matrix whose rows are equally long");
    }

    /// <summary>A list of whole numbers, or one alone.</summary>
    public int[] Wholes(string name, params int[] unlessGiven) => Find(name) switch
    {
        null => unlessGiven,
        { IsList: true } list => [.. list.Items().Select(item => item.Whole())],
        { } one => [one.Whole()],
    };

    /// <summary>One whole number for rows and columns, or one each.</summary>
    public (int Y, int X) Pair(string name, int unlessGiven) => Find(name) switch
    {
        null => (unlessGiven, unlessGiven),
        { IsList: true } list => list.Items().ToArray() is [var y, var x] ? (y.Whole(), x.Whole()) : throw list.Expected("a whole number, or two: [Y X]"),
        { } both => (both.Whole(), both.Whole()),
    };

    /// <summary>One whole number for all sides, 0 unless given, or one each.</summary>
    public (int Top, int Bottom, int Left, int Right) Sides(string name) => Find(name) switch
    {
        null => default,
        { IsList: true } list => list.Items().Select(item => item.Whole()).ToArray() is [var top, var bottom, var left, var right]
            ? (top, bottom, left, right)
            : throw list.Expected("a whole number, or four: [top bottom left right]"),
        { } all => (all.Whole(), all.Whole(), all.Whole(), all.Whole()),
    };

    /// <summary>Counts options as asked for that say nothing about what is computed.</summary>
    public void PassOver(params string[] names) => asked.UnionWith(names);

    private ManifestNode? Find(string name)
    {
        asked.Add(name);
        return values.GetValueOrDefault(name);
    }
}
