using Kiln.Checkpoints;
using Kiln.Numerics;

namespace Kiln;

/// <summary>All parameters of a network in one aligned arena, with a named view an array.</summary>
/// <remarks>Networks that share a set see each other's changes: they compare <see cref="Version"/> before they run, and take over the arrays
/// whose own <see cref="Parameter.Version"/> is newer than what they have. Not safe for writing from one thread while another runs a network on it.</remarks>
public class ParameterSet
{
    private readonly AlignedBuffer<float> arena;
    private readonly Parameter[] arrays;

    /// <summary>The network that alone has the values, in the order of its kernels; null while they are here.</summary>
    private string? holder;

    /// <summary>Zeros for every parameter of a network.</summary>
    /// <param name="network">The network's description.</param>
    public ParameterSet(NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
        arena = new AlignedBuffer<float>(network.ParameterArenaFloats);
        arrays = [.. network.Parameters.Select(description => new Parameter(this, description))];
    }

    /// <summary>The network whose parameters these are.</summary>
    public NetworkDescription Network { get; }

    /// <summary>The arrays, in the order of the arena.</summary>
    public IReadOnlyList<Parameter> Arrays => arrays;

    /// <summary>Rises with every change of a value, whichever array it belongs to.</summary>
    public long Version { get; private set; }

    /// <summary>The whole arena; a few floats between two arrays belong to none and are 0.</summary>
    /// <exception cref="InvalidOperationException">The memory was given back (<see cref="Kiln.Network.ReleaseParameters"/>).</exception>
    public ReadOnlySpan<float> Values => Present.Span;

    /// <summary>The arena for those who have said <see cref="Touch"/> of every array they write, and for kernels.</summary>
    internal Span<float> Arena => arena.Span;

    /// <summary>Whether the memory of some values was given back.</summary>
    internal bool IsReleased => holder is not null;

    private AlignedBuffer<float> Present => holder is null ? arena : throw Released();

    /// <summary>One array by name, for example <c>Conv1.Weights</c>.</summary>
    /// <param name="name">Layer and role.</param>
    /// <exception cref="ArgumentException">There is no such array; the message lists those that there are.</exception>
    public Parameter this[string name] =>
        Array.Find(arrays, array => array.Description.Name == name)
        ?? throw new ArgumentException($"{Network.Name} has no parameter '{name}'; it has {string.Join(", ", arrays.Select(a => a.Description.Name))}", nameof(name));

    /// <summary>The arena for writing; every array counts as changed from here on. <see cref="Parameter.Edit"/> changes one alone.</summary>
    /// <exception cref="InvalidOperationException">The memory was given back (<see cref="Kiln.Network.ReleaseParameters"/>).</exception>
    public Span<float> Edit()
    {
        Span<float> values = Present.Span;
        Version++;
        foreach (Parameter array in arrays)
            array.Version = Version;
        return values;
    }

    /// <summary>Takes over from another set the arrays that have the names and extents of this one's, and leaves the others as they are.</summary>
    /// <param name="other">The set, of whatever network.</param>
    /// <returns>What was taken over, and what was not.</returns>
    /// <exception cref="ArgumentException">No array has both; nothing has then changed.</exception>
    public LoadReport LoadMatching(ParameterSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArrayMatching matching = new(other.Network.ClassName, Network);
        Parameter[] taken =
        [
            .. from array in other.Arrays
               let given = array.Description
               let own = matching.Find(given.Name)
               where matching.Takes(given.Name, given.Dimensions.Select(extent => (long)extent), own, own?.Dimensions ?? [])
               select array,
        ];
        if (matching.Problem is { } problem)
            throw new ArgumentException($"{other.Network.ClassName} {problem}", nameof(other));

        foreach (Parameter array in taken)
            this[array.Description.Name].Set(array.Values);

        return matching.Report();
    }

    /// <summary>Notes that the values of one array change.</summary>
    internal void Touch(Parameter array)
    {
        _ = Present;
        array.Version = ++Version;
    }

    /// <summary>From here on only one network has all values: nobody else can read or change them, or pack them for other kernels.</summary>
    /// <param name="network">Its class, for messages.</param>
    internal void Release(string network)
    {
        _ = Present;
        holder = network;
        Version++;
    }

    /// <summary>Gives back the memory of values that nobody will read again.</summary>
    /// <param name="first">The first of them in the arena.</param>
    /// <param name="count">How many.</param>
    internal void GiveBack(int first, int count) => LargePages.GiveBack(arena.Span.Slice(first, count));

    /// <summary>The error of asking for values that are gone.</summary>
    internal InvalidOperationException Released() => new(
        $"the parameters of {Network.ClassName} can no longer be read, changed or shared: {holder} keeps them in the order of its kernels alone since {nameof(Kiln.Network.ReleaseParameters)} was called; load the weights into a new {nameof(ParameterSet)}");

    /// <summary>Draws weights; the other arrays get the value at which they start
    /// (<see cref="ParameterDescription.Start"/>): biases 0, factors 1. Frozen arrays are no exception: they start like any other.</summary>
    /// <param name="initialization">The spread of the weights of layers that declare none of their own.</param>
    /// <param name="seed">The same seed gives the same bits.</param>
    public void Initialize(Initialization initialization, int seed)
    {
        ArgumentNullException.ThrowIfNull(initialization);
        Span<float> values = Edit();
        values.Clear();
        NormalRandom random = new(seed);
        foreach (Parameter array in arrays)
        {
            Span<float> own = values.Slice(array.Description.Offset, array.Description.Length);
            Initialization spread = array.Description.Initialization ?? initialization;
            double deviation = spread.Deviation(array.Description);
            if (deviation == 0)
            {
                own.Fill(array.Description.Start);
                continue;
            }

            foreach (ref float value in own)
                value = (float)(deviation * (spread.IsUniform ? random.NextUniform() : random.Next()));
        }
    }
}

/// <summary>The parameters of one declared network: <c>ParameterSet&lt;CharacterCnn&gt;</c> fits <c>CharacterCnn</c> and its readers, and nothing else.</summary>
/// <typeparam name="TNetwork">The class marked <see cref="NetworkAttribute"/>.</typeparam>
public sealed class ParameterSet<TNetwork> : ParameterSet
    where TNetwork : IDeclaredNetwork
{
    /// <summary>Zeros, to be loaded or initialised.</summary>
    public ParameterSet()
        : base(TNetwork.Description)
    {
    }

    /// <summary>Random weights by <see cref="Initialization.He"/>, zero biases.</summary>
    /// <param name="seed">The same seed gives the same bits.</param>
    public ParameterSet(int seed)
        : this() => Initialize(Initialization.He, seed);
}
