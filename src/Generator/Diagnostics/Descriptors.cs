using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Kiln.Generator.Diagnostics;

/// <summary>Every diagnostic, in the order of the ids. The hundreds name the stage that finds it.</summary>
/// <remarks>A message gives the value, what was expected and how to mend it, in one line. None can be switched off: the network that
/// it is about is not compiled, and its members throw.</remarks>
internal static class Descriptors
{
    private const string Declaration = "Kiln.Declaration";
    private const string Graph = "Kiln.Graph";
    private const string Shapes = "Kiln.Shapes";
    private const string Targets = "Kiln.Targets";
    private const string Internal = "Kiln.Internal";

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        Error("KILN0101", Declaration, "Network class is not partial", "{0} is not partial, but the compiler must add to it; write 'sealed partial class {0}'"),
        Error("KILN0102", Declaration, "Network class is not sealed", "{0} is not sealed, but what is compiled cannot be derived from; write 'sealed partial class {0}'"),
        Error("KILN0103", Declaration, "Class cannot be a network", "{0} is {1}, but a network or a block is a plain class in a namespace; {2}"),
        Error("KILN0104", Declaration, "Network class has a base class", "{0} derives from {1}, but the compiler chooses the base class; remove {1} (interfaces may stay)"),
        Error("KILN0105", Declaration, "Property cannot be a layer", "{0} is {1}, but a layer is a partial instance property with a getter alone; write '{2}'"),
        Error("KILN0106", Declaration, "Two layers on one property", "{0} is marked {1}, but a property is one layer; give each layer a property of its own"),
        Error("KILN0107", Declaration, "Property type does not fit the layer", "{0} has the type {1}, but {2} needs {3}; write 'partial {3} {0}'"),
        Error("KILN0108", Declaration, "Layers in two parts of a class", "{0} and {1} are in different parts of {2}, but layers are ordered by their place in one text; move all layers into one part"),
        Error("KILN0109", Declaration, "Network without layers", "{0} has no layers, but {1} is an input and what is computed from it; begin with '{2}'"),
        Error("KILN0110", Declaration, "Layer outside a network", "{0} is a layer, but {1} is not a class that declares layers; {2}"),
        Error("KILN0111", Declaration, "Inference of what is not a network", "{0} takes its layers from {1}, which is not a [Network] class of this project; name one that is"),
        Error("KILN0112", Declaration, "Unknown layer kind", "{0} is marked {1}, which is not a layer the compiler knows; use one of {2}"),
        Error("KILN0113", Declaration, "Both network and something else", "{0} is marked {1} and {2}, but a class is one or the other; remove one of them"),
        Error("KILN0114", Declaration, "Reader is more visible than its network", "{0} is public, but {1}, whose parameters it takes, is not; make both public or both internal"),
        Error("KILN0115", Declaration, "Layer name is taken", "{0} is a name that the code of every network uses; choose another name for the layer"),
        Error("KILN0116", Declaration, "Use of what is not a block", "{0} uses {1}, {2}; name a [Block] class of this project"),
        Error("KILN0117", Declaration, "Too few or too many sizes", "{0} gives {1}, but {2} has {3}; write {4}"),
        Error("KILN0118", Declaration, "Block in itself", "{0} uses {1} inside {1}, which would never end; use another block there"),
        Error("KILN0119", Declaration, "Size that cannot be computed", "{0} has {1} = {2}, but sizes are combined by + - * / %, comparisons and ?: alone; compute it by these, or give it as a size of its own"),
        Error("KILN0120", Declaration, "Extents of an input", "{0} has {1}, but {2}; write '{3}'"),
        Error("KILN0121", Declaration, "Two layers make one name", "{0} and {1} are both {2} in the emitted code; choose another name for one of them"),
        Error("KILN0122", Declaration, "Not a size", "{0} is marked [Size], but a size is a constant of type int in a [Block] class; write '[Size] private const int {0} = 1;' in a block"),
        Error("KILN0123", Declaration, "Too many layers", "{0} makes the network larger than {1} layers; repeat less"),
        Error("KILN0124", Declaration, "Weights of another layer", "{0} has the weights of {1}, but {2}; {3}"),
        Error("KILN0125", Declaration, "Function that cannot be read", "{0} has the function {1}, but it {2}; {3}"),

        Error("KILN0201", Graph, "Unknown layer name", "{0} names '{1}', but {2} has no such layer; name a layer above it, such as {3}"),
        Error("KILN0202", Graph, "Layer read before it is computed", "{0} names {1}, but layers are computed top to bottom; name a layer above it, such as {2}"),
        Error("KILN0203", Graph, "Network without input", "{0} begins with {1}, but the first line is the input; put '{2}' above it"),
        Error("KILN0204", Graph, "Input is not first", "{0} is an input, but is below {1}; move it above all layers that are computed"),
        Error("KILN0205", Graph, "Two inputs of a block", "{1} is an input beside {0}, but a block reads one map; remove one of them"),
        Error("KILN0206", Graph, "Layer reads a loss", "{0} reads {1}, which is a loss and has no map; name the layer to read, as in From = nameof({2})"),
        Error("KILN0207", Graph, "Layer is never read", "{0} is read by no layer, so it would be {1} for nothing; remove it, {2}"),
        Error("KILN0208", Graph, "Input reads a layer", "{0} is the input, which reads no layer, but it has From = '{1}'; remove From"),
        Error("KILN0209", Graph, "Nothing to compute", "{0} has no layer that computes scores, but needs at least one; put one below {1}"),
        Error("KILN0210", Graph, "Too few or too many inputs", "{0} names {1}, but {2} takes {3}; name them as in [{2}({4})]"),
        Error("KILN0211", Graph, "From beside a list of inputs", "{0} has From = '{1}', but {2} lists the layers it reads; add it to the list and remove From"),
        Error("KILN0212", Graph, "Argument that the layer does not read", "{0} has {1}, but {2} reads no such argument; remove {1}, or use Kiln.Generator and Kiln.Runtime of one version"),
        Error("KILN0213", Graph, "Gradient of what no loss depends on", "{0} has KeepGradient = true, but no loss depends on it; remove KeepGradient, or read the layer on the way to a loss"),
        Error("KILN0214", Graph, "Output that is not stored", "{0} has no Output to read: {1}; declare {2} with Keep = true"),
        Error("KILN0215", Graph, "Gradient that is not kept", "{0} has no Gradient to read: {1}; {2}"),
        Error("KILN0216", Graph, "Errors without a loss", "{0} counts errors, which trains nothing, and {1} has no loss; add one, such as [SoftmaxLoss], or remove {0}"),
        Error("KILN0217", Graph, "Nothing to compute again", "{0} has Recompute = true, which saves memory in training, but it has no loss; add one, such as [SoftmaxLoss], or remove Recompute"),
        Error("KILN0218", Graph, "Half weights of what trains", "{0} has Weights = WeightPrecision.Half, but {1}, and training changes weights by less than a half float can tell; remove Weights, and put it on a reader, [InferenceOf<{0}>]"),

        Error("KILN0301", Shapes, "Window does not fit", "{0} ({1}) does not fit its input {2}, which is {3} (padding included); use a window of at most {4}, or a larger Pad"),
        Error("KILN0302", Shapes, "Argument is out of range", "{0} has {1} = {2}, but it must be {3}; {4}"),
        Error("KILN0303", Shapes, "Pool window without a pixel", "{0} has {1} = {2} for a window of {3}, but every window must hold a pixel; use at most {4}"),
        Error("KILN0304", Shapes, "Map is too large", "{0} computes a map of {1}, but a map has at most {2} floats; use smaller extents or fewer channels"),
        Error("KILN0305", Shapes, "Too many parameters", "{0} has {1} of {2}, but all parameters of a network together are at most {3} floats; use fewer filters or a smaller window"),
        Error("KILN0306", Shapes, "Extent is out of range", "{0} has {1} = {2}, but an extent is at most {3}, and at least 1 where it is given; use one in that range, or leave out both extents"),
        Error("KILN0307", Shapes, "One extent without the other", "{0} has {1} = {2} but no {3}; give both for maps of that size, or neither for maps of any size"),
        Error("KILN0308", Shapes, "Map is smaller than the receptive field", "{0} reads maps of {1}, but {2} needs at least {3} for one score; use {3} or more"),
        Error("KILN0309", Shapes, "Inputs do not match", "{0} {1} {2}, which is {3}, and {4}, which is {5}, but it takes maps {6}; change the layers between, for example a stride or a pad"),
        Error("KILN0310", Shapes, "Groups do not divide", "{0} has Groups = {1}, but its {2} {3} cannot be divided so; use a number that divides the filters and the channels it reads"),
        Error("KILN0311", Shapes, "Too much memory", "{0} needs {1} floats {2}, but at most {3} fit; use smaller extents, fewer channels, or smaller pads and dilations"),
        Error("KILN0312", Shapes, "Training-only layer of another shape", "{0} has TrainingOnly = true, but {1}; in inference its readers would read its input, so remove TrainingOnly"),
        Error("KILN0313", Shapes, "Too few classes", "{0} {1}, but {2} has {3}; {4}"),
        Error("KILN0314", Shapes, "Nothing is left", "{0} cuts {1} of {2}, which is {3}, so nothing is left; cut less"),
        Error("KILN0315", Shapes, "Layer that needs to know extents", "{0} reads maps of any size, but {1} ({2}) must know their rows and columns when it is compiled; give Height and Width"),
        Error("KILN0316", Shapes, "Input of another shape", "{0} reads {1}, which is {2}, but {3} takes {4}; change the layers between"),

        Error("KILN0317", Shapes, "Head that cannot be cut off", "{0} trains the layers of {1} that learn on what the others compute, but {2}"),
        Error("KILN0401", Targets, "Kernels for a machine that the project does not refer to", "{0} has Targets.Gpu, but the project does not refer to Kiln.Gpu, which its kernels need; add the reference, or remove Targets"),
        Error("KILN0402", Targets, "Half weights on graphics processors", "{0} has Targets.Gpu and Weights = WeightPrecision.Half, but kernels for graphics processors read weights as floats; remove one of them, or put Weights on a reader, [InferenceOf<{0}>]"),

        Error("KILN0901", Internal, "The compiler failed", "The compiler failed on {0} with {1} ({2}); please report it together with the class"),
    ];

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ByIds = All.ToImmutableDictionary(descriptor => descriptor.Id);

    public static DiagnosticDescriptor ById(string id) => ByIds[id];

    private static DiagnosticDescriptor Error(string id, string category, string title, string message) => new(
        id, title, message, category, DiagnosticSeverity.Error, isEnabledByDefault: true, Explanations.Of(id), helpLinkUri: null, WellKnownDiagnosticTags.NotConfigurable);
}
