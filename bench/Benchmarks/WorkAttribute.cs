using Kiln.Inspection;
using Kiln.Models.Networks;

namespace Kiln.Bench.Benchmarks;

/// <summary>What one call of the benchmarks of a class computes.</summary>
/// <param name="network">The network's class.</param>
/// <param name="images">Images of a call.</param>
/// <param name="training">Whether gradients are computed too.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WorkAttribute(Type network, int images, bool training = false) : Attribute
{
    /// <summary>Images of a call.</summary>
    public int Images { get; } = images;

    /// <summary>Multiply-adds of a call, by the definition of the layers.</summary>
    public double MultiplyAdds => Images * (training ? NetworkSize.Of(Description).TrainingMultiplyAdds : NetworkSize.Of(Description).MultiplyAdds);

    private NetworkDescription Description => network == typeof(Vgg16) ? Declared<Vgg16>.Description : Declared<CharacterCnn>.Description;
}
