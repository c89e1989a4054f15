namespace Kiln;

/// <summary>Base of the attributes that declare one layer on a partial property of a network.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>The layer to read, as <c>nameof(Layer)</c>. Without it, a layer reads the line above.</summary>
    public string? From { get; set; }

    /// <summary>Whether the layer's output must stay readable: it is then stored even where fusion or the memory plan would drop it.</summary>
    public bool Keep { get; set; }
}
