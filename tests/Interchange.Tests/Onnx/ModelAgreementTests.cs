using System.Reflection;
using Kiln.Interchange.Tests.Support;
using Kiln.Models.Networks;

namespace Kiln.Interchange.Tests.Onnx;

/// <summary>ONNX Runtime gives the scores of every network that the commands know.</summary>
public sealed class ModelAgreementTests
{
    private const int MaxBatch = 3;

    public static TheoryData<string> Names => [.. KnownNetwork.All.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AKnownNetworkAgrees(string name)
    {
        using (ImageNetwork network = Create(KnownNetwork.Find(name)))
        {
            Weights.Draw(network.Parameters, seed: 5);
            Assert.True(OnnxAgreement.Check(network, 1, MaxBatch) > 0, "no output could be compared");
        }

        // Half a gigabyte of weights, a few times.
        GC.Collect();
    }

    private static ImageNetwork Create(KnownNetwork known)
    {
        ParameterSet parameters = known.CreateParameters();
        Type type = parameters.GetType().GetGenericArguments()[0];
        ConstructorInfo constructor = type.GetConstructors().First(one => one.GetParameters()[0].ParameterType == parameters.GetType());
        return (ImageNetwork)constructor.Invoke([parameters, MaxBatch, 2]);
    }
}
