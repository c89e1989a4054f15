namespace Kiln;

/// <summary>How the random weights of one layer spread at the start.</summary>
public enum WeightInitialization
{
    /// <summary>As those of the whole network: as <see cref="ParameterSet.Initialize"/> is asked for.</summary>
    Given,

    /// <summary><see cref="Kiln.Initialization.He"/>: for layers that a rectification follows.</summary>
    He,

    /// <summary><see cref="Kiln.Initialization.Xavier"/>: for layers that a sigmoid, a tanh or a softmax follows.</summary>
    Xavier,
}
