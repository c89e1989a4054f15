namespace Kiln.Networks.Tests.Networks;

/// <summary>The letter classifier over its own extents, without a loss.</summary>
[InferenceOf<CharacterCnn>(Height = 32, Width = 32)]
public sealed partial class LetterReader;

/// <summary>The letter classifier over a line of text: a column of scores every four pixels.</summary>
[InferenceOf<CharacterCnn>(Height = 32, Width = 64)]
public sealed partial class SentenceReader;

/// <summary>The letter classifier over a line of any length and height.</summary>
[InferenceOf<CharacterCnn>]
public sealed partial class LineReader;

/// <summary>Padded maps of any extent: borders move with the extents.</summary>
[InferenceOf<PoolBeforeBorder>]
public sealed partial class BorderReader;

/// <summary>Padded maps of other, fixed extents.</summary>
[InferenceOf<PoolBeforeBorder>(Height = 13, Width = 22)]
public sealed partial class WideBorderReader;

/// <summary>Strides with remainders at any extent.</summary>
[InferenceOf<StridedFilters>]
public sealed partial class StridedReader;

/// <summary>Clipped windows at any extent.</summary>
[InferenceOf<PaddedPools>]
public sealed partial class PaddedPoolReader;

/// <summary>Overlapping windows at any extent.</summary>
[InferenceOf<OverlappingPools>]
public sealed partial class OverlappingReader;

/// <summary>Odd channel counts at any extent.</summary>
[InferenceOf<OddChannels>]
public sealed partial class OddReader;

/// <summary>Strides beyond the window at any extent.</summary>
[InferenceOf<PoolGaps>]
public sealed partial class GapReader;

/// <summary>A rectification of the input at any extent.</summary>
[InferenceOf<ReluFirst>]
public sealed partial class ReluReader;

/// <summary>A pool of the input at any extent.</summary>
[InferenceOf<PoolFirst>]
public sealed partial class PoolReader;

/// <summary>Large weights at any extent.</summary>
[InferenceOf<LargeWeights>]
public sealed partial class LargeReader;

/// <summary>Without fusion, at any extent.</summary>
[InferenceOf<PoolBeforeBorder>(Fuse = false)]
public sealed partial class PlainBorderReader;

/// <summary>Transformed convolutions over a larger map.</summary>
[InferenceOf<TransformedPads>(Height = 25, Width = 30)]
public sealed partial class TransformedPadsReader;

/// <summary>Transformed convolutions and pools over a larger map.</summary>
[InferenceOf<TransformedPools>(Height = 40, Width = 31)]
public sealed partial class TransformedPoolsReader;

/// <summary>Convolutions of equal sizes, over their trainer's extents.</summary>
[InferenceOf<EqualConvolutions>(Height = 16, Width = 16)]
public sealed partial class EqualReader;

/// <summary>A pool after the second of two convolutions, over its trainer's extents.</summary>
[InferenceOf<PoolAfterSecond>(Height = 12, Width = 13)]
public sealed partial class SecondReader;

/// <summary>A pool after the second of two convolutions, at any extent.</summary>
[InferenceOf<PoolAfterSecond>]
public sealed partial class AnySecondReader;

/// <summary>Pools whose cells go four at a time, two rows at once: an odd number of rows.</summary>
[InferenceOf<TiledPools>(Height = 8, Width = 22)]
public sealed partial class TiledPoolsReader;
