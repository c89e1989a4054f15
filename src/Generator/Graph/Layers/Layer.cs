using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>What every layer kind must answer.</summary>
internal abstract record Layer
{
    /// <summary>The kind as descriptions show it: the attribute's name in lower case.</summary>
    public abstract string Kind { get; }

    /// <summary>The runtime type the property must have, without namespace.</summary>
    public virtual string PropertyType => "Layer";

    /// <summary>Whether it exists for training alone and is dropped from inference variants.</summary>
    public virtual bool TrainingOnly => false;

    /// <summary>The window it slides.</summary>
    public virtual Window Window => Window.None;

    /// <summary>Whether its attribute lists the layers it reads; other kinds read one.</summary>
    public virtual bool ListsInputs => false;

    /// <summary>How few and how many layers it may list.</summary>
    public virtual (int Least, int Most) Listable => (2, Limits.Inputs);

    /// <summary>Whether rows and columns must be known when it is compiled: it has no place in a network of any extent.</summary>
    public virtual bool NeedsExtents => false;

    /// <summary>The layer with those sizes filled in that follow from the maps it reads at the network's own extents.</summary>
    public virtual Layer On(IReadOnlyList<Shape> inputs) => this;

    /// <summary>What keeps it from reading these maps; null if nothing does. Windows are checked for all kinds alike.</summary>
    public virtual Mismatch? Check(IReadOnlyList<Node> inputs) => null;

    /// <summary>Channels of its output, for inputs that were checked.</summary>
    public virtual int Channels(IReadOnlyList<Shape> inputs) => inputs[0].Channels;

    /// <summary>The extents of its output, for inputs that were checked: rows and columns follow from its window, of most kinds.</summary>
    public virtual (long Height, long Width, long Channels) Output(IReadOnlyList<Shape> inputs) =>
        (Window.Vertical.Output(inputs[0].Height), Window.Horizontal.Output(inputs[0].Width), Channels(inputs));

    /// <summary>Whether the elements of an input decide what it computes: an input of which only the extents count has no gradient from it.</summary>
    public virtual bool DependsOn(int input) => true;

    /// <summary>Its parameter arrays.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="input">The first map it reads.</param>
    public virtual IEnumerable<ParameterArray> Parameters(string name, Shape input) => [];

    /// <summary>The layer with what is said about the training of its arrays where these are declared, by a layer of the same kind.</summary>
    public virtual Layer WithArraysOf(Layer owner) => this;

    /// <summary>All numbers, beside its window and filters, that decide what it computes.</summary>
    public virtual IEnumerable<(string Name, double Value)> Options => [];

    /// <summary>What it is, in a few words with its sizes: <c>conv 5×5×20</c>.</summary>
    public abstract string Summary(Shape input);
}

/// <summary>Why a layer cannot read its inputs.</summary>
/// <param name="Id">The diagnostic.</param>
/// <param name="Argument">The argument it is about; null for the whole attribute.</param>
/// <param name="Arguments">What fills the message after the layer's name.</param>
internal sealed record Mismatch(string Id, string? Argument, params string[] Arguments);
