// KILN0106 at: Twice
// Half is marked TwiceAttribute and TwiceAttribute, but a property is one layer; give each layer a property of its own
using System;
using Kiln;

[Network]
public sealed partial class Net
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Twice, Twice] public partial Layer Half { get; }
}

[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class TwiceAttribute : LayerAttribute;
