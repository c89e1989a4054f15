namespace Kiln;

/// <summary>One use of a block: its layers stand in place of this line. What reads the line reads the block's last layer.</summary>
/// <remarks>The property has the block's type, or <see cref="BlockList{TBlock}"/> of it where <see cref="Repeat"/> is given. Layers and parameters are named by
/// their path: <c>Stage2.First.Conv1.Weights</c>, <c>Stage2.Rest[0].Conv1.Weights</c>.</remarks>
/// <typeparam name="TBlock">A class of the same project marked <see cref="BlockAttribute"/>.</typeparam>
/// <param name="sizes">The block's sizes, in the order in which it declares them.</param>
/// <example><code>[Use&lt;Bottleneck&gt;(128, 2)]            public partial Bottleneck            First { get; }
/// [Use&lt;Bottleneck&gt;(128, 1, Repeat = 3)] public partial BlockList&lt;Bottleneck&gt; Rest  { get; }</code></example>
public sealed class UseAttribute<TBlock>(params int[] sizes) : LayerAttribute
    where TBlock : class
{
    /// <summary>The block's sizes, in the order in which it declares them.</summary>
    public IReadOnlyList<int> Sizes { get; } = sizes;

    /// <summary>How often the block stands in a row, each reading the one before; from 1 to 256.</summary>
    public int Repeat { get; set; } = 1;
}
