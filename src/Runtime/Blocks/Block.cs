using System.ComponentModel;

namespace Kiln;

/// <summary>One use of a block in a network. The generator derives every class marked <see cref="BlockAttribute"/> from it.</summary>
public abstract class Block
{
    /// <summary>Called by generated code.</summary>
    /// <param name="network">The network in which the block is used.</param>
    /// <param name="path">Properties from the network to this use: <c>Stage2.First</c>.</param>
    /// <param name="input">The layer that the block reads.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Block(Network network, string path, Layer input)
    {
        ArgumentNullException.ThrowIfNull(network);
        (Network, Path, Input) = (network, path, input);
    }

    /// <summary>Properties from the network to this use, as in the names of its layers and parameters: <c>Stage2.First</c>.</summary>
    public string Path { get; }

    /// <summary>The layer that the block reads.</summary>
    public Layer Input { get; }

    /// <summary>Its last layer.</summary>
    public abstract Layer Output { get; }

    /// <summary>The network in which the block is used.</summary>
    protected Network Network { get; }

    /// <summary>For generated code: one of the block's own layers.</summary>
    /// <typeparam name="TLayer">Its type.</typeparam>
    /// <param name="name">The property.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TLayer Find<TLayer>(string name)
        where TLayer : Layer => (TLayer)Network.Find($"{Path}.{name}");
}
