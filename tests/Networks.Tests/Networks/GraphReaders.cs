namespace Kiln.Networks.Tests.Networks;

/// <summary>Shortcuts at any extent: the maps of a sum move together. The scores are a window of the map.</summary>
[InferenceOf<IdentityShortcut>]
public sealed partial class IdentityReader;

/// <summary>Shortcuts over other, fixed extents.</summary>
[InferenceOf<IdentityShortcut>(Height = 14, Width = 12)]
public sealed partial class FixedIdentityReader;

/// <summary>A mean over whatever extents the map has.</summary>
[InferenceOf<ProjectedShortcut>]
public sealed partial class ProjectedReader;

/// <summary>Sums of three maps and of one twice over other extents.</summary>
[InferenceOf<SumsOfMany>(Height = 9, Width = 13)]
public sealed partial class SumsReader;

/// <summary>A map with many readers at any extent, without fusion.</summary>
[InferenceOf<ManyReaders>(Fuse = false)]
public sealed partial class PlainManyReader;

/// <summary>A map with many readers at any extent.</summary>
[InferenceOf<ManyReaders>]
public sealed partial class ManyReader;

/// <summary>Shortcuts around transformed convolutions over larger maps.</summary>
[InferenceOf<TransformedShortcut>(Height = 17, Width = 22)]
public sealed partial class TransformedShortcutReader;

/// <summary>Joined maps at any extent.</summary>
[InferenceOf<FireModules>]
public sealed partial class FireReader;

/// <summary>Joined maps whose parts are computed in their places.</summary>
[InferenceOf<FireModules>(Height = 21, Width = 18)]
public sealed partial class FixedFireReader;

/// <summary>Joined maps in joined maps at any extent.</summary>
[InferenceOf<NestedConcats>]
public sealed partial class NestedReader;

/// <summary>Joined maps in joined maps over larger maps.</summary>
[InferenceOf<NestedConcats>(Height = 10, Width = 11)]
public sealed partial class FixedNestedReader;

/// <summary>Maps of dense blocks over larger maps.</summary>
[InferenceOf<DenselyConnected>(Height = 11, Width = 9)]
public sealed partial class DenselyReader;

/// <summary>Filters of several sizes over one map at any extent.</summary>
[InferenceOf<Inception>]
public sealed partial class InceptionReader;

/// <summary>The main loss is not the last: its scores are what a reader computes.</summary>
[InferenceOf<MainLossFirst>(Height = 8, Width = 9)]
public sealed partial class MainReader;

/// <summary>Means over windows at any extent: every side is clipped where the map ends.</summary>
[InferenceOf<AveragePools>]
public sealed partial class AverageReader;

/// <summary>Maxima and means over whatever extents the map has.</summary>
[InferenceOf<GlobalMaximum>]
public sealed partial class GlobalReader;

/// <summary>Sigmoids at any extent.</summary>
[InferenceOf<Sigmoids>]
public sealed partial class SigmoidReader;

/// <summary>Leaks over larger maps.</summary>
[InferenceOf<Leaks>(Height = 13, Width = 19)]
public sealed partial class LeakReader;

/// <summary>Ceilings at any extent.</summary>
[InferenceOf<Ceilings>]
public sealed partial class CeilingReader;

/// <summary>Probabilities of pixels at any extent.</summary>
[InferenceOf<SoftmaxInside>]
public sealed partial class SoftmaxReader;

/// <summary>Normalisations by kept moments at any extent, folded into the convolutions above them.</summary>
[InferenceOf<NormalizedShortcut>]
public sealed partial class NormalizedReader;

/// <summary>Normalisations by kept moments, folded into what is computed in Winograd's domain.</summary>
[InferenceOf<NormalizedTransforms>(Height = 13, Width = 14)]
public sealed partial class NormalizedTransformsReader;

/// <summary>Normalisations that nothing above can take in, at any extent.</summary>
[InferenceOf<NormalizedLate>]
public sealed partial class NormalizedLateReader;

/// <summary>Factors and offsets over larger maps.</summary>
[InferenceOf<Scales>(Height = 9, Width = 12)]
public sealed partial class ScalesReader;

/// <summary>Local response normalisation at any extent.</summary>
[InferenceOf<LocalResponses>]
public sealed partial class LocalReader;

/// <summary>Normalisations that are frozen, at any extent.</summary>
[InferenceOf<FrozenNorms>]
public sealed partial class FrozenReader;

/// <summary>Filters in groups at any extent.</summary>
[InferenceOf<GroupedFilters>]
public sealed partial class GroupedReader;

/// <summary>A filter a channel at any extent.</summary>
[InferenceOf<Depthwise>]
public sealed partial class DepthwiseReader;

/// <summary>Two filters per channel over larger maps.</summary>
[InferenceOf<DepthwisePairs>(Height = 12, Width = 15)]
public sealed partial class DepthwisePairsReader;

/// <summary>Filters with gaps at any extent.</summary>
[InferenceOf<DilatedFilters>]
public sealed partial class DilatedReader;

/// <summary>Filters with gaps in groups over larger maps.</summary>
[InferenceOf<DilatedGroups>(Height = 12, Width = 14)]
public sealed partial class DilatedGroupsReader;

/// <summary>Dense layers over larger maps: their filters slide.</summary>
[InferenceOf<DenseLayers>(Height = 12, Width = 11)]
public sealed partial class SlidingDenseReader;

/// <summary>Dense layers at any extent.</summary>
[InferenceOf<DenseLayers>]
public sealed partial class DenseReader;

/// <summary>What training drops, a reader keeps.</summary>
[InferenceOf<DroppedDense>]
public sealed partial class DroppedReader;
