namespace Kiln.Golden.Tests.Manifests;

/// <summary>One case: an operator, its options, and the tensors that it read and wrote.</summary>
/// <remarks>It notes which options and tensors were asked for: what nobody asks for would go unchecked, and must not count as passed.</remarks>
internal sealed class GoldenCase
{
    private readonly Dictionary<string, TensorFile?> tensors;
    private readonly HashSet<string> asked = [];
    private readonly ManifestNode node;

    /// <summary>Checks an item of the manifest's list.</summary>
    /// <param name="item">The item.</param>
    /// <param name="folder">Where the tensors lie.</param>
    /// <exception cref="ManifestException">It is no case, or a file is missing or too short.</exception>
    public GoldenCase(ManifestNode item, string folder)
    {
        Name = item.Member("name").Text();
        node = item.Named(Name);
        Operator = node.Member("op").Text();
        Options = new CaseOptions(node.Member("options"), Name);
        tensors = node.Member("tensors").Members().ToDictionary(member => member.Name, member => member.Value.IsNull ? null : new TensorFile(member.Name, member.Value, folder));
    }

    public string Name { get; }

    /// <summary>The MatConvNet function, for example <c>vl_nnconv</c>.</summary>
    public string Operator { get; }

    public CaseOptions Options { get; }

    /// <summary>The tensors and options that nobody has asked for.</summary>
    public IEnumerable<string> Unread => tensors.Keys.Where(name => !asked.Contains(name)).Select(name => $"tensor {name}").Concat(Options.Unread);

    /// <summary>A tensor that the operator cannot do without.</summary>
    /// <exception cref="ManifestException">The case has none of that name.</exception>
    public Tensor this[string name] => Find(name) ?? throw node.Expected($"a case of {Operator} with a tensor '{name}'");

    /// <summary>A tensor; null where it is absent or empty.</summary>
    public Tensor? Find(string name)
    {
        asked.Add(name);
        return tensors.GetValueOrDefault(name)?.Read();
    }

    /// <summary>Whether there is a tensor, without asking for it.</summary>
    public bool Has(string name) => tensors.GetValueOrDefault(name) is not null;

    /// <summary>What the operator should have computed: where the manifest has <c>NAME_exact</c> beside a tensor, MatConvNet computed it by an approximation, and that
    /// is the exact one.</summary>
    public Tensor? Expected(string name) => (Find(name), Find($"{name}_exact")) is var (stored, exact) && exact is not null ? exact : stored;

    /// <summary>Counts tensors as asked for that are in the case for other reasons than to be computed.</summary>
    public void PassOver(params string[] names) => asked.UnionWith(names);

    /// <summary>The error of a case that contradicts itself.</summary>
    /// <param name="what">What it should be.</param>
    public ManifestException Error(string what) => node.Expected(what);
}
