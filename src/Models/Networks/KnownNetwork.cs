using Kiln.Gpu;

namespace Kiln.Models.Networks;

/// <summary>A network that the commands take by name.</summary>
/// <param name="Name">What the user types.</param>
/// <param name="Description">What was compiled.</param>
/// <param name="ForGpu">Its kernels for graphics processors; null without.</param>
/// <param name="CreateParameters">Makes a set of parameters, all zero.</param>
/// <param name="CreateTrainer">Makes the network that trains, from parameters, the most images of a call, and threads (0 for one a processor).</param>
/// <param name="CreateClassifier">Makes the network that scores one image, from parameters and threads.</param>
/// <param name="CreateReader">Makes the network that reads maps of any extent, from parameters.</param>
internal sealed record KnownNetwork(
    string Name,
    NetworkDescription Description,
    GpuProgram? ForGpu,
    Func<ParameterSet> CreateParameters,
    Func<ParameterSet, int, int, TrainableNetwork> CreateTrainer,
    Func<ParameterSet, int, ImageNetwork> CreateClassifier,
    Func<ParameterSet, MapNetwork> CreateReader)
{
    /// <summary>All networks of this program; add yours here.</summary>
    public static IReadOnlyList<KnownNetwork> All { get; } =
    [
        Trained<CharacterCnn>(
            (parameters, maxBatch, threads) => new CharacterCnn(parameters, maxBatch, threads),
            parameters => new LineReader(parameters)),
        WithoutReader<LeNet>((parameters, maxBatch, threads) => new LeNet(parameters, maxBatch, threads)),
        WithoutReader<ResNet20>((parameters, maxBatch, threads) => new ResNet20(parameters, maxBatch, threads)),
        WithoutLoss<AlexNet>((parameters, threads) => new AlexNet(parameters, maxBatch: 1, threads)),
        WithoutLoss<Nin>((parameters, threads) => new Nin(parameters, maxBatch: 1, threads)),
        WithoutLoss<VggF>((parameters, threads) => new VggF(parameters, maxBatch: 1, threads)),
        WithoutLoss<VggM>((parameters, threads) => new VggM(parameters, maxBatch: 1, threads)),
        WithoutLoss<VggS>((parameters, threads) => new VggS(parameters, maxBatch: 1, threads)),
        WithoutLoss<Vgg16>((parameters, threads) => new Vgg16(parameters, maxBatch: 1, threads)),
        WithoutLoss<Vgg19>((parameters, threads) => new Vgg19(parameters, maxBatch: 1, threads)),
        WithoutLoss<GoogLeNet>((parameters, threads) => new GoogLeNet(parameters, maxBatch: 1, threads)),
        WithoutLoss<ResNet18>((parameters, threads) => new ResNet18(parameters, maxBatch: 1, threads)),
        WithoutLoss<ResNet50>((parameters, threads) => new ResNet50(parameters, maxBatch: 1, threads)),
        WithoutLoss<ResNet101>((parameters, threads) => new ResNet101(parameters, maxBatch: 1, threads)),
        WithoutLoss<ResNet152>((parameters, threads) => new ResNet152(parameters, maxBatch: 1, threads)),
        WithoutLoss<MobileNetV2>((parameters, threads) => new MobileNetV2(parameters, maxBatch: 1, threads)),
        WithoutLoss<SqueezeNet10>((parameters, threads) => new SqueezeNet10(parameters, maxBatch: 1, threads)),
        WithoutLoss<SqueezeNet11>((parameters, threads) => new SqueezeNet11(parameters, maxBatch: 1, threads)),
    ];

    /// <summary>The network of a name; capitals do not matter.</summary>
    /// <param name="name">As typed.</param>
    /// <exception cref="UserErrorException">There is none; the message lists those there are.</exception>
    public static KnownNetwork Find(string name) =>
        All.FirstOrDefault(network => string.Equals(network.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UserErrorException($"there is no network '{name}'; there is {string.Join(", ", All.Select(network => network.Name))}");

    /// <summary>A network without a loss and without a reader.</summary>
    private static KnownNetwork WithoutLoss<TNetwork>(Func<ParameterSet<TNetwork>, int, ImageNetwork> createClassifier)
        where TNetwork : IDeclaredNetwork
    {
        string problem = $"{typeof(TNetwork).Name} has no loss: it can be inspected and can classify, but can neither be trained nor checked";
        return Of<TNetwork>((_, _, _) => throw new UserErrorException(problem), createClassifier, _ => throw new UserErrorException(problem));
    }

    /// <summary>A network that trains, but has no <c>[InferenceOf]</c> class for maps of any extent.</summary>
    private static KnownNetwork WithoutReader<TNetwork>(Func<ParameterSet<TNetwork>, int, int, TrainableNetwork> createTrainer)
        where TNetwork : IDeclaredNetwork =>
        Trained(createTrainer, _ => throw new UserErrorException($"{typeof(TNetwork).Name} has no reader for maps of any size"));

    private static KnownNetwork Trained<TNetwork>(
        Func<ParameterSet<TNetwork>, int, int, TrainableNetwork> createTrainer, Func<ParameterSet<TNetwork>, MapNetwork> createReader)
        where TNetwork : IDeclaredNetwork =>
        Of(createTrainer, (parameters, threads) => createTrainer(parameters, 1, threads), createReader);

    private static KnownNetwork Of<TNetwork>(
        Func<ParameterSet<TNetwork>, int, int, TrainableNetwork> createTrainer,
        Func<ParameterSet<TNetwork>, int, ImageNetwork> createClassifier,
        Func<ParameterSet<TNetwork>, MapNetwork> createReader)
        where TNetwork : IDeclaredNetwork =>
        new(
            typeof(TNetwork).Name,
            TNetwork.Description,
            TNetwork.CompiledForGpu,
            () => new ParameterSet<TNetwork>(),
            (parameters, maxBatch, threads) => createTrainer((ParameterSet<TNetwork>)parameters, maxBatch, threads),
            (parameters, threads) => createClassifier((ParameterSet<TNetwork>)parameters, threads),
            parameters => createReader((ParameterSet<TNetwork>)parameters));
}
