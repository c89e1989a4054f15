namespace Kiln.Models.Networks;

/// <summary>A network of this program.</summary>
internal sealed record KnownNetwork : NamedNetwork
{
    private KnownNetwork(NamedNetwork network, Func<ParameterSet, MapNetwork> createReader)
        : base(network) => CreateReader = createReader;

    /// <summary>Whether it reads maps of any extent.</summary>
    public bool HasReader { get; private init; } = true;

    /// <summary>All networks of this program; add yours here.</summary>
    public static IReadOnlyList<KnownNetwork> All { get; } =
    [
        Of<CharacterCnn>(parameters => new LineReader(parameters)),
        Of<LineCnn>(parameters => new LineCnnReader(parameters)) with { Recipe = TrainingRecipe.Lines },
        WithoutReader<LeNet>(),
        WithoutReader<ResNet20>(),
        WithoutReader<AlexNet>(),
        WithoutReader<Nin>(),
        WithoutReader<VggF>(),
        WithoutReader<VggM>(),
        WithoutReader<VggS>(),
        WithoutReader<Vgg16>(),
        WithoutReader<Vgg19>(),
        WithoutReader<GoogLeNet>(),
        WithoutReader<ResNet18>(),
        WithoutReader<ResNet50>(),
        WithoutReader<ResNet101>(),
        WithoutReader<ResNet152>(),
        WithoutReader<MobileNetV2>(),
        WithoutReader<SqueezeNet10>(),
        WithoutReader<SqueezeNet11>(),
    ];

    /// <summary>How it is trained unless the user says otherwise.</summary>
    public TrainingRecipe Recipe { get; private init; } = TrainingRecipe.Letters;

    /// <summary>Makes the network that reads maps of any extent, from parameters.</summary>
    public Func<ParameterSet, MapNetwork> CreateReader { get; }

    /// <summary>The names of all of them, for people.</summary>
    public static string Names => string.Join(", ", All.Select(network => network.Name));

    /// <summary>The network of a name; capitals do not matter.</summary>
    /// <param name="name">As typed.</param>
    /// <exception cref="UserErrorException">There is none; the message lists those there are.</exception>
    public static KnownNetwork Find(string name) =>
        All.FirstOrDefault(network => string.Equals(network.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UserErrorException($"there is no network '{name}'; there is {Names}");

    /// <summary>A network that has no <c>[InferenceOf]</c> class for maps of any extent.</summary>
    private static KnownNetwork WithoutReader<TNetwork>()
        where TNetwork : IDeclaredNetwork =>
        Of<TNetwork>(_ => throw new UserErrorException($"{typeof(TNetwork).Name} has no reader for maps of any size")) with { HasReader = false };

    private static KnownNetwork Of<TNetwork>(Func<ParameterSet<TNetwork>, MapNetwork> createReader)
        where TNetwork : IDeclaredNetwork =>
        new(Of<TNetwork>(), parameters => createReader((ParameterSet<TNetwork>)parameters));
}
