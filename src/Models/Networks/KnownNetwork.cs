using Kiln.Gpu;

namespace Kiln.Models.Networks;

/// <summary>A network that the commands take by name.</summary>
/// <param name="Name">What the user types.</param>
/// <param name="Description">What was compiled.</param>
/// <param name="ForGpu">Its kernels for graphics processors; null without.</param>
/// <param name="CreateParameters">Makes a set of parameters, all zero.</param>
/// <param name="CreateTrainer">Makes the network that trains, from parameters, the most images of a call, and threads (0 for one a processor).</param>
/// <param name="CreateReader">Makes the network that reads maps of any extent, from parameters.</param>
internal sealed record KnownNetwork(
    string Name,
    NetworkDescription Description,
    GpuProgram? ForGpu,
    Func<ParameterSet> CreateParameters,
    Func<ParameterSet, int, int, TrainableNetwork> CreateTrainer,
    Func<ParameterSet, MapNetwork> CreateReader)
{
    /// <summary>Whether it reads maps of any extent.</summary>
    public bool HasReader { get; private init; } = true;

    /// <summary>All networks of this program; add yours here.</summary>
    public static IReadOnlyList<KnownNetwork> All { get; } =
    [
        Of<CharacterCnn>(
            (parameters, maxBatch, threads) => new CharacterCnn(parameters, maxBatch, threads),
            parameters => new LineReader(parameters)),
        WithoutReader<LeNet>((parameters, maxBatch, threads) => new LeNet(parameters, maxBatch, threads)),
        WithoutReader<ResNet20>((parameters, maxBatch, threads) => new ResNet20(parameters, maxBatch, threads)),
        InspectedOnly<AlexNet>(),
        InspectedOnly<Nin>(),
        InspectedOnly<VggF>(),
        InspectedOnly<VggM>(),
        InspectedOnly<VggS>(),
        InspectedOnly<Vgg16>(),
        InspectedOnly<Vgg19>(),
        InspectedOnly<GoogLeNet>(),
        InspectedOnly<ResNet18>(),
        InspectedOnly<ResNet50>(),
        InspectedOnly<ResNet101>(),
        InspectedOnly<ResNet152>(),
        InspectedOnly<MobileNetV2>(),
        InspectedOnly<SqueezeNet10>(),
        InspectedOnly<SqueezeNet11>(),
    ];

    /// <summary>The network of a name; capitals do not matter.</summary>
    /// <param name="name">As typed.</param>
    /// <exception cref="UserErrorException">There is none; the message lists those there are.</exception>
    public static KnownNetwork Find(string name) =>
        All.FirstOrDefault(network => string.Equals(network.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UserErrorException($"there is no network '{name}'; there is {string.Join(", ", All.Select(network => network.Name))}");

    /// <summary>A network without a loss and without a reader.</summary>
    private static KnownNetwork InspectedOnly<TNetwork>()
        where TNetwork : IDeclaredNetwork
    {
        string problem = $"{typeof(TNetwork).Name} has no loss: it can be inspected, but neither trained nor checked";
        return Of<TNetwork>((_, _, _) => throw new UserErrorException(problem), _ => throw new UserErrorException(problem)) with { HasReader = false };
    }

    /// <summary>A network that trains, but has no <c>[InferenceOf]</c> class for maps of any extent.</summary>
    private static KnownNetwork WithoutReader<TNetwork>(Func<ParameterSet<TNetwork>, int, int, TrainableNetwork> createTrainer)
        where TNetwork : IDeclaredNetwork =>
        Of(createTrainer, _ => throw new UserErrorException($"{typeof(TNetwork).Name} has no reader for maps of any size")) with { HasReader = false };

    private static KnownNetwork Of<TNetwork>(
        Func<ParameterSet<TNetwork>, int, int, TrainableNetwork> createTrainer, Func<ParameterSet<TNetwork>, MapNetwork> createReader)
        where TNetwork : IDeclaredNetwork =>
        new(
            typeof(TNetwork).Name,
            TNetwork.Description,
            TNetwork.CompiledForGpu,
            () => new ParameterSet<TNetwork>(),
            (parameters, maxBatch, threads) => createTrainer((ParameterSet<TNetwork>)parameters, maxBatch, threads),
            parameters => createReader((ParameterSet<TNetwork>)parameters));
}
