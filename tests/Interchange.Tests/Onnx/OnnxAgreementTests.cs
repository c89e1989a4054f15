using System.Reflection;
using Kiln.Interchange.Tests.Support;

namespace Kiln.Interchange.Tests.Onnx;

/// <summary>ONNX Runtime computes from a written model what the network computes: every network of this assembly, which between them have every kind and option.</summary>
public sealed class OnnxAgreementTests
{
    private const int MaxBatch = 3;

    /// <summary>More than any of the readers' receptive fields.</summary>
    private const int Height = 41, Width = 38;

    public static TheoryData<string> ImageNetworks => [.. Classes(typeof(ImageNetwork)).Select(type => type.FullName!)];

    public static TheoryData<string> MapNetworks => [.. Classes(typeof(MapNetwork)).Select(type => type.FullName!)];

    /// <summary>What is compared.</summary>
    internal static IEnumerable<NetworkDescription> Descriptions => Classes(typeof(ImageNetwork)).Select(type =>
    {
        using Network network = Create(type.FullName!, 1, 1);
        return network.Description;
    });

    [Theory]
    [MemberData(nameof(ImageNetworks))]
    public void ANetworkOfOneSizeAgrees(string name)
    {
        using ImageNetwork network = (ImageNetwork)Create(name, MaxBatch, 1);
        Weights.Draw(network.Parameters, seed: 3);
        Assert.True(OnnxAgreement.Check(network, 1, MaxBatch) > 0, "no output could be compared");
    }

    [Theory]
    [MemberData(nameof(MapNetworks))]
    public void ANetworkOfAnySizeAgrees(string name)
    {
        using MapNetwork network = (MapNetwork)Create(name, 1);
        Weights.Draw(network.Parameters, seed: 3);
        Assert.True(OnnxAgreement.Check(network, Height, Width) > 0, "no output could be compared");
    }

    [Fact]
    public void AllScoresOfSeveralLossesAreOutputs()
    {
        using SeveralScores network = new(MaxBatch, threads: 1);
        Weights.Draw(network.Parameters, seed: 3);
        Assert.Equal(3, OnnxAgreement.Check(network, 1, MaxBatch));
    }

    private static IEnumerable<Type> Classes(Type kind) =>
        typeof(OnnxAgreementTests).Assembly.GetTypes().Where(type => type.IsSubclassOf(kind) && !type.IsAbstract).OrderBy(type => type.FullName, StringComparer.Ordinal);

    /// <summary>A network with parameters of its own.</summary>
    private static Network Create(string name, params object[] arguments)
    {
        Type type = typeof(OnnxAgreementTests).Assembly.GetType(name, throwOnError: true)!;
        ConstructorInfo constructor = type.GetConstructors().First(one => one.GetParameters()[0].ParameterType.IsSubclassOf(typeof(ParameterSet)));
        object parameters = Activator.CreateInstance(constructor.GetParameters()[0].ParameterType)!;
        return (Network)constructor.Invoke([parameters, .. arguments]);
    }
}
