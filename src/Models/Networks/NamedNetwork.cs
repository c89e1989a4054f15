using System.Reflection;
using Kiln.Gpu;

namespace Kiln.Models.Networks;

/// <summary>A declared network that commands take by name.</summary>
/// <param name="Name">What the user types.</param>
/// <param name="Describe">Gives what was compiled: the descriptions of all networks at once would take longer than a small network runs.</param>
/// <param name="FindForGpu">Gives its kernels for graphics processors; null without.</param>
/// <param name="CreateParameters">Makes a set of parameters, all zero.</param>
/// <param name="Construct">Calls the constructor with parameters, the most images of a call, and threads (0 for one a processor).</param>
internal record NamedNetwork(
    string Name,
    Func<NetworkDescription> Describe,
    Func<GpuProgram?> FindForGpu,
    Func<ParameterSet> CreateParameters,
    Func<ParameterSet, int, int, ImageNetwork> Construct)
{
    /// <summary>What was compiled.</summary>
    public NetworkDescription Description => Describe();

    /// <summary>Its kernels for graphics processors; null without.</summary>
    public GpuProgram? ForGpu => FindForGpu();

    /// <summary>The network of a class.</summary>
    public static NamedNetwork Of<TNetwork>()
        where TNetwork : IDeclaredNetwork =>
        new(typeof(TNetwork).Name, () => TNetwork.Description, () => TNetwork.CompiledForGpu, () => new ParameterSet<TNetwork>(), Constructor<TNetwork>());

    /// <summary>Makes the network.</summary>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="maxBatch">The most images of a call.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    /// <exception cref="UserErrorException">So many images do not fit it.</exception>
    public ImageNetwork Create(ParameterSet parameters, int maxBatch, int threads)
    {
        try
        {
            return Construct(parameters, maxBatch, threads);
        }
        catch (ArgumentException e)
        {
            throw new UserErrorException(e.Message);
        }
    }

    /// <summary>Makes the network that trains.</summary>
    /// <inheritdoc cref="Create"/>
    /// <exception cref="UserErrorException">It has no loss, or so many images do not fit it.</exception>
    public TrainableNetwork CreateTrainer(ParameterSet parameters, int maxBatch, int threads) => Description.Trains
        ? (TrainableNetwork)Create(parameters, maxBatch, threads)
        : throw new UserErrorException($"{Name} has no loss: it can be inspected, but neither trained nor checked");

    /// <summary>The constructor that the compiler gives every declared network.</summary>
    private static Func<ParameterSet, int, int, ImageNetwork> Constructor<TNetwork>()
        where TNetwork : IDeclaredNetwork
    {
        ConstructorInfo constructor = typeof(TNetwork).GetConstructor([typeof(ParameterSet<TNetwork>), typeof(int), typeof(int)])!;
        return (parameters, maxBatch, threads) => (ImageNetwork)constructor.Invoke(BindingFlags.DoNotWrapExceptions, binder: null, [parameters, maxBatch, threads], culture: null);
    }
}
