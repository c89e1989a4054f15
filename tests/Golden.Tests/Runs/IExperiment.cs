namespace Kiln.Golden.Tests.Runs;

/// <summary>What a case becomes: a network that declares its operator, and what to do with it.</summary>
internal interface IExperiment
{
    /// <summary>The most images of one call.</summary>
    int Images { get; }

    /// <summary>The class, as a user would write it.</summary>
    /// <param name="name">Its name.</param>
    string Declare(string name);

    /// <summary>Sets the parameters, runs forward and backward, and compares every tensor of the case that an operator computes.</summary>
    /// <param name="net">A network of the declared class.</param>
    IEnumerable<TensorError> Run(TrainableNetwork net);
}
