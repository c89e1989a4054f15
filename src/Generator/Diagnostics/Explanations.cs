using System;
using System.Collections.Generic;

namespace Kiln.Generator.Diagnostics;

/// <summary>What an editor shows beside a diagnostic on request: what it means, and how to mend it.</summary>
/// <remarks>It is the first paragraph and the last one of the diagnostic's page in docs/diagnostics, which a test compares: an editor can open no page
/// of a repository without an address.</remarks>
internal static class Explanations
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["KILN0101"] = "The compiler adds the network's members to your class, and C# allows that only for a partial class. "
            + "Write partial in front of class.",
        ["KILN0102"] = "A compiled network fixes its layers and buffers. A class derived from it could change neither, but could break both. "
            + "Write sealed in front of partial class.",
        ["KILN0103"] = "A network is a plain class in a namespace: not a record, not static, not nested, not generic, not file-local. The compiler writes its kernels once for one class that any code can name. "
            + "Do what the end of the message says.",
        ["KILN0104"] = "The compiler derives the class from the runtime's base for its sort: one that trains, one for images, one for maps of any size. "
            + "Remove the base class. Interfaces may stay. What you need of the base class can be held in a field.",
        ["KILN0105"] = "A layer is declared by a partial property that the compiler implements: an instance property with a getter alone and no body. "
            + "Write public partial Layer Name { get; }, with ConvLayer or LossLayer where the layer needs it.",
        ["KILN0106"] = "A property stands for one layer, with one name in checkpoints and descriptions. "
            + "Give each layer a line of its own.",
        ["KILN0107"] = "The type of the property says what can be read from the layer: ConvLayer has weights, LossLayer has losses, Layer has an output. "
            + "Use the type that the message names.",
        ["KILN0108"] = "A layer reads the line above it, so the lines need one order. C# gives none to the parts of a class. "
            + "Move all layers into one part of the class. Other members may stay in other parts.",
        ["KILN0109"] = "The class is marked [Network], but has no property with a layer attribute. "
            + "Declare the input and what is computed from it.",
        ["KILN0110"] = "A layer attribute does something only in a class marked [Network]. A class marked [InferenceOf<T>] has the layers of T. "
            + "Mark the class [Network], or remove the layer.",
        ["KILN0111"] = "[InferenceOf<T>] compiles the layers of T, so T must be marked [Network]. It must be in the same project: a compiled reference keeps neither private layers nor the order of the lines for certain. "
            + "Name a network of this project, or declare the reader in the project of the network.",
        ["KILN0112"] = "The attribute derives from LayerAttribute, but the compiler has no layer of that kind. Kinds cannot be added from outside. "
            + "Use one of the kinds that the message lists.",
        ["KILN0113"] = "[Network] declares layers, [InferenceOf<T>] borrows those of T. A class does one or the other. "
            + "Remove one of the attributes.",
        ["KILN0114"] = "The constructor of a reader takes the parameters of its network, so whoever sees the one must see the other. "
            + "Make both classes public, or both internal.",
        ["KILN0115"] = "The class gets members from the runtime, such as Parameters, Layers and Forward, and its code calls types such as Math and MemoryMarshal. A layer of that name would hide one of them. "
            + "Choose another name for the layer.",
        ["KILN0116"] = "[Use<T>] puts the layers of T in place of the line, so T must be marked [Block]. It must be in the same project: a compiled reference keeps neither private layers nor how its arguments follow from the sizes. "
            + "Name a block of this project, or add the block's source file to it.",
        ["KILN0117"] = "A use gives every size of its block, in the order in which the block declares them. "
            + "Write the sizes that the message names.",
        ["KILN0118"] = "A block that stands inside itself, directly or by way of other blocks, would have layers without end. "
            + "Use another block there. Repeat stands for the same block several times in a row.",
        ["KILN0119"] = "The compiler reads how an argument follows from the sizes of a block. It knows + - * / %, comparisons, ?:, parentheses, numbers and constants of the same class. "
            + "Write the argument by these, or make it a size that every use gives.",
        ["KILN0120"] = "A network's input says which image it reads. A block's input has the shape of the layer that a use gives it. "
            + "Write [Input(height, width, channels)] in a network and [Input] in a block.",
        ["KILN0121"] = "A layer of a block is named by its path, with an underscore for the dot in emitted code. Another layer has that very name. "
            + "Choose another name for one of them.",
        ["KILN0122"] = "The sizes of a block are constants of type int in the class marked [Block]. "
            + "Write [Size] private const int Filters = 64; and let each use give the value.",
        ["KILN0123"] = "A network that uses blocks has at most 10000 layers: nested repeats multiply. "
            + "Use smaller values of Repeat.",
        ["KILN0124"] = "A layer with WeightsOf has no arrays of its own, so the other must be above it, of the same kind, with arrays of the same extents; how they are trained is said there. A use of a block names another use of the same block. "
            + "Do what the end of the message says.",
        ["KILN0125"] = "A function of one's own is read from its method: one expression of its float parameters, of what the compiler can compute and differentiate. It stands in the class of the layer. "
            + "Do what the end of the message says.",
        ["KILN0201"] = "From and WeightsOf must be names of layers of the same network. "
            + "Write From = nameof(Layer) with a layer above the line.",
        ["KILN0202"] = "Layers are computed from top to bottom, so a layer can only read what is above it. This also rules out cycles. "
            + "Name a layer above, or move the line down.",
        ["KILN0203"] = "The first line says which image the network reads. All other shapes follow from it. "
            + "Put an [Input] line above all others.",
        ["KILN0204"] = "Inputs are the first lines, since every layer reads a line above it. "
            + "Move the input above all layers that are computed.",
        ["KILN0205"] = "A block reads the one layer that its use names. "
            + "Keep one input. Maps of equal extents can be joined in front of the use, with Concat.",
        ["KILN0206"] = "A loss compares the scores with labels. Its result is a number for each pixel and no map, so no layer can read it. "
            + "Name the layer to read with From. A layer below a loss reads the loss unless it says otherwise.",
        ["KILN0207"] = "Nothing uses what the layer computes, which is seldom meant. Most often a From below it names another layer. "
            + "Remove the layer, read it, or keep its output with Keep = true to read it yourself.",
        ["KILN0208"] = "The input is given by the caller; it reads no layer. "
            + "Remove From.",
        ["KILN0209"] = "The network has an input, but no layer that computes scores from it. "
            + "Put a layer below the input.",
        ["KILN0210"] = "The layer takes several maps and names each; the message says how many. "
            + "Name every layer that it reads, the one above included.",
        ["KILN0211"] = "A layer that lists the maps it reads has no From beside the list. "
            + "Remove From, and add the layer to the list if it is missing there.",
        ["KILN0212"] = "The attribute has an argument that this compiler does not know. Dropped unsaid, it would leave another network than the one that is meant. The attribute comes from another version of the runtime. "
            + "Use Kiln.Generator and Kiln.Runtime of one version, or remove the argument.",
        ["KILN0213"] = "A gradient is the derivative of the losses by what the layer computes. Nothing that leads from this layer to a loss is declared. "
            + "Remove KeepGradient, or let a layer on the way to a loss read this one.",
        ["KILN0214"] = "A kernel that computes several layers keeps what passes between them in registers, and maps whose time is over give their memory to later ones. So the layer's output is not there after a call. "
            + "Declare the layer with Keep = true. It is then stored, which costs the time to write it.",
        ["KILN0215"] = "Gradients by maps give their memory to later ones, and some are never written. A network that only infers has none. "
            + "Declare the layer with KeepGradient = true, and read the gradient from the network that trains.",
        ["KILN0216"] = "Errors are counted and have no gradient, so that nothing learns from them. They stand beside a loss over the same scores. "
            + "Add a loss, or remove the layer.",
        ["KILN0217"] = "A network without a loss has no backward run, and keeps no map for one. "
            + "Add a loss or OwnLoss = true, or remove Recompute.",
        ["KILN0218"] = "A step of training changes a weight by a small part of it, often less than the 1/2048 that a half float can tell, and packs all weights again. "
            + "Remove Weights from the network, and declare a reader that has it.",
        ["KILN0301"] = "The window of a convolution or a pool is larger than the map it reads, with padding, so there is no position for it. "
            + "Use a smaller window, a larger pad, or fewer pools above.",
        ["KILN0302"] = "An extent, a count or a stride is at least 1, a pad at least 0, each at most 268435456. A multiplier of a learning rate or of weight decay is finite and at least 0. "
            + "Use a number in the range of the message.",
        ["KILN0303"] = "A pool's window that lies in the padding entirely has no maximum. "
            + "Keep every pad smaller than the window on its side.",
        ["KILN0304"] = "A map holds at most 268435456 floats, which is 1 GiB an image. "
            + "Use smaller extents or fewer channels.",
        ["KILN0305"] = "All parameters of a network lie in one arena of at most 268435456 floats, which is 1 GiB. "
            + "Use fewer filters, a smaller window, or pool before the layer.",
        ["KILN0306"] = "An extent of [InferenceOf<T>] counts pixels, from 1 to 268435456. "
            + "Use an extent in that range, or leave out both for maps of any size.",
        ["KILN0307"] = "With both extents the network is compiled for maps of that size, with neither for maps of any size. There is nothing in between. "
            + "Give both, or neither.",
        ["KILN0308"] = "One score is computed from a window of the image, the receptive field. A map smaller than that gives no score. "
            + "Use extents of at least the receptive field.",
        ["KILN0309"] = "Maps that are added have one shape; maps that are joined along their channels have equal rows and columns. "
            + "Give the layers on both ways the same strides, and pads that keep the extents.",
        ["KILN0310"] = "Groups are equal parts of the filters and of the channels that the layer reads. "
            + "Use a number of groups that divides both, or other numbers of filters and channels.",
        ["KILN0311"] = "Maps with their borders, packed weights and memory for intermediate results must each fit what one buffer of .NET holds. "
            + "Use smaller extents, fewer channels, or smaller pads and dilations.",
        ["KILN0312"] = "A layer with TrainingOnly is left out in inference: what reads it reads its input. That needs one input, of the shape that the layer makes. "
            + "Remove TrainingOnly. Layers that only a loss needs are left out of readers by themselves.",
        ["KILN0313"] = "The channels that a loss reads are the classes. A label cannot be looked for among more classes than there are, or be compared with others where there are none. "
            + "Give the scores more channels, or do what the end of the message says.",
        ["KILN0314"] = "What a layer cuts off the sides of its output is as much as there is, or more. "
            + "Cut less, or make the map larger.",
        ["KILN0315"] = "A network for maps of any size computes extents by the rules of windows. The extents of this layer, or of what it holds, follow from others: from a grid, from regions, from a second map, from numbers in the declaration. "
            + "Give the network for inference Height and Width.",
        ["KILN0316"] = "The layer reads what its input means by place: six numbers of a transform, two coordinates a point, four corners a region. "
            + "Change the layers between, so that the map has that shape.",
        ["KILN0317"] = "A head has the layers of a network that learn, and reads what the frozen ones before them compute. So there must be frozen layers, nothing in them may be random or follow the batch, and those that learn must read one of them only. "
            + "Do what the end of the message says.",
        ["KILN0401"] = "Kernels for graphics processors are written for ILGPU, which Kiln.Gpu brings and Kiln.Runtime does not have. "
            + "Add a reference to Kiln.Gpu, or remove Targets from the attribute.",
        ["KILN0402"] = "A graphics processor would compute with other weights than a processor, by which its kernels are checked: their results agree within rounding because both read floats. "
            + "Remove Weights or Targets, or declare a reader for processors that has Weights.",
        ["KILN0901"] = "A pass of the compiler threw an exception. The declaration may be unusual, but the mistake is the compiler's. "
            + "Report it together with the class.",
    };

    public static string Of(string id) => Texts[id];
}
