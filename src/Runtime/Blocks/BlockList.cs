using System.Collections;

namespace Kiln;

/// <summary>A block used several times in a row, each use reading the one before.</summary>
/// <typeparam name="TBlock">The block.</typeparam>
public sealed class BlockList<TBlock> : IReadOnlyList<TBlock>
    where TBlock : Block
{
    private readonly TBlock[] blocks;

    /// <summary>Called by generated code.</summary>
    /// <param name="network">The network in which the blocks are used.</param>
    /// <param name="path">Properties from the network to this list.</param>
    /// <param name="input">The layer that the first one reads.</param>
    /// <param name="create">Makes one block from the network, its path and the layer it reads.</param>
    public BlockList(Network network, string path, Layer input, Func<Network, string, Layer, TBlock> create)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(create);
        List<TBlock> list = [];
        while (network.Layers.Any(layer => layer.Name.StartsWith($"{path}[{list.Count}].", StringComparison.Ordinal)))
        {
            TBlock block = create(network, $"{path}[{list.Count}]", input);
            list.Add(block);
            input = block.Output;
        }

        blocks = [.. list];
    }

    /// <summary>The last layer of the last block.</summary>
    public Layer Output => blocks[^1].Output;

    /// <inheritdoc/>
    public int Count => blocks.Length;

    /// <inheritdoc/>
    public TBlock this[int index] => blocks[index];

    /// <inheritdoc/>
    public IEnumerator<TBlock> GetEnumerator() => ((IEnumerable<TBlock>)blocks).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
