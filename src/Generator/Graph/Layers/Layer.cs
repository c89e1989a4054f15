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

    /// <summary>The layer with those sizes filled in that follow from the map it reads at the network's own extents.</summary>
    public virtual Layer On(Shape input) => this;

    /// <summary>What keeps it from reading these maps; null if nothing does. Windows are checked for all kinds alike.</summary>
    public virtual Mismatch? Check(IReadOnlyList<Node> inputs) => null;

    /// <summary>Channels of its output, for inputs that were checked. Rows and columns follow from its window.</summary>
    public virtual int Channels(IReadOnlyList<Shape> inputs) => inputs[0].Channels;

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
