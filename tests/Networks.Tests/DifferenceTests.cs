using Kiln.Networks.Tests.Reference;
using Kiln.Networks.Tests.Support;
using Kiln.Numerics;

namespace Kiln.Networks.Tests;

/// <summary>The reference's gradients are derivatives of its loss: central differences in double precision say so without sharing a line with them.</summary>
public class DifferenceTests
{
    [Theory]
    [MemberData(nameof(Cases.Classes), MemberType = typeof(Cases))]
    public void TheReferencesGradientsAreDifferencesOfItsLoss(string name)
    {
        using TrainableNetwork net = Cases.OfClass(name).Create(2, 1);
        Samples.Fill(net.Parameters, seed: 9);
        ReferenceNetwork reference = new(net);

        // Three images where the values of one depend on the others.
        Differences.Check(reference, reference.CouplesImages ? 3 : 2, seed: 9);
    }

    [Theory]
    [MemberData(nameof(Cases.DroppingClasses), MemberType = typeof(Cases))]
    public void ThoseOfANetworkThatDropsAreToo(string name)
    {
        using TrainableNetwork net = Cases.Dropping.Single(one => one.Class == name).Create(2, 1);
        Samples.Fill(net.Parameters, seed: 9);
        Differences.Check(new ReferenceNetwork(net) { Keeps = (_, image, element) => new SeededRandom(image, element).Next(3) > 0 }, images: 2, seed: 9);
    }
}
