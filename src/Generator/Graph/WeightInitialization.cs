namespace Kiln.Generator.Graph;

/// <summary>How random weights spread, numbered as in the attributes.</summary>
internal enum WeightInitialization
{
    /// <summary>As the network's are initialised.</summary>
    Given,
    He,
    Xavier,
}
