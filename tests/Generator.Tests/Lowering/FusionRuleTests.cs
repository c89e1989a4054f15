using System.Runtime.CompilerServices;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Fusion;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Lowering;

/// <summary>Each fusion rule by itself: the program before it, and what it makes of it.</summary>
public class FusionRuleTests
{
    private static readonly IFusionPolicy Always = new Consenting();

    [Fact]
    public void ConvThenRelu() =>
        Check("FuseMap", FuseMap.Apply, "[Conv(3, 3, 4)] ConvLayer Conv", "[Relu] Layer Relu", "[Conv(6, 6, 2)] ConvLayer Scores");

    [Fact]
    public void ConvThenPool() =>
        Check("FusePool", Pool, "[Conv(3, 3, 4)] ConvLayer Conv", "[MaxPool(2)] Layer Pool", "[Conv(3, 3, 2)] ConvLayer Scores");

    [Fact]
    public void ScoresThenLoss() => Check("FuseLoss", (list, kernel) => FuseLoss.Apply(list, kernel, Always), "[Conv(8, 8, 2)] ConvLayer Scores");

    [Fact]
    public void ConvThenNormalization() => Check(
        "FoldFactors",
        Programs.Plain("Reader", Reader("[Conv(3, 3, 4)] ConvLayer Conv", "[BatchNorm] BatchNormLayer Norm", "[Conv(6, 6, 2)] ConvLayer Scores")),
        (list, kernel) => FoldFactors.Apply(list, kernel, Always));

    [Fact]
    public void ATrainableNetworkKeepsItsNormalization()
    {
        KernelProgram program = Net("[Conv(3, 3, 4)] ConvLayer Conv", "[BatchNorm] BatchNormLayer Norm", "[Conv(6, 6, 2)] ConvLayer Scores");
        Assert.Equal($"{program}", $"{FusionPass.Run(program, (list, kernel) => FoldFactors.Apply(list, kernel, Always))}");
    }

    [Fact]
    public void GradientOfAPoolAfterAConvolution() => Check(
        "RouteGradient",
        Pooled(),
        (list, kernel) => RouteGradient.Apply(list, kernel, Always));

    /// <summary>Where it does not pay, the gradient is spread out, but the sum over all positions is still that over all windows.</summary>
    [Fact]
    public void AGradientThatIsNotRoutedIsSummedAfterThePool() => Check(
        "SpreadGradient",
        Pooled(),
        (list, kernel) => RouteGradient.Apply(list, kernel, new Consenting { Winners = false }));

    [Theory]
    [InlineData("[Conv(3, 3, 4)] ConvLayer Conv", "[Sigmoid] Layer Map", "[MaxPool(2)] Layer Pool", "[AvgPool(2, From = nameof(Map))] Layer Other", "[Add(nameof(Pool), nameof(Other))] Layer Sum")]
    [InlineData("[Conv(3, 3, 4)] ConvLayer Conv", "[MaxPool(2)] Layer Pool", "[AvgPool(2, From = nameof(Conv))] Layer Other", "[Add(nameof(Pool), nameof(Other))] Layer Sum")]
    [InlineData("[Relu] Layer Map", "[MaxPool(2)] Layer Pool")]
    public void AGradientThatOthersNeedIsNotRouted(params string[] layers)
    {
        KernelProgram program = FusionPass.Run(Net([.. layers, "[Conv(1, 1, 2)] ConvLayer Scores"]), Always);
        Assert.All(program.Kernels, kernel => Assert.Null(kernel.Prologue));
    }

    [Theory]
    [InlineData("[MaxPool(3, Stride = 2)] Layer Pool")]
    [InlineData("[MaxPool(2, Pad = 1)] Layer Pool")]
    public void PoolsThatCannotBeMerged(string pool)
    {
        KernelProgram program = Net("[Conv(3, 3, 4)] ConvLayer Conv", pool, "[Conv(1, 1, 2)] ConvLayer Scores");
        Assert.Equal($"{program}", $"{FusionPass.Run(program, Pool)}");
    }

    [Fact]
    public void APoolThatDoesNotPayStaysAlone()
    {
        KernelProgram program = Net("[Conv(3, 3, 4)] ConvLayer Conv", "[MaxPool(4)] Layer Pool", "[Conv(1, 1, 2)] ConvLayer Scores");
        Assert.Equal($"{program}", $"{FusionPass.Run(program, (list, kernel) => FusePool.Apply(list, kernel, new CpuFusionPolicy(program.Graph)))}");
    }

    [Fact]
    public void AnOutputThatIsKeptIsStoredOnTheWay()
    {
        NetworkPlan kept = Plan("[Conv(3, 3, 4, Keep = true)] ConvLayer Conv", "[Relu] Layer Relu", "[Conv(6, 6, 2)] ConvLayer Scores");
        NetworkPlan other = Plan("[Conv(3, 3, 4)] ConvLayer Conv", "[Relu] Layer Relu", "[Conv(6, 6, 2)] ConvLayer Scores");

        Assert.Equal("Conv_Relu_Forward", kept.Names[kept.Program.Kernels[0]]);
        Assert.True(kept.IsStored(Output(kept, "Conv")));
        Assert.False(other.IsStored(Output(other, "Conv")));
    }

    [Fact]
    public void AMapBeforeAPoolThatIsKeptIsNotFusedAway()
    {
        NetworkPlan plan = Plan("[Conv(3, 3, 4, Keep = true)] ConvLayer Conv", "[MaxPool(2)] Layer Pool", "[Conv(3, 3, 2)] ConvLayer Scores");

        Assert.Equal(["Conv_Forward", "Pool_Forward"], plan.Program.Kernels.Take(2).Select(kernel => plan.Names[kernel]));
        Assert.True(plan.IsStored(Output(plan, "Conv")));
    }

    [Fact]
    public void APoolAfterASecondConvolutionIsNotFusedWithTheFirst()
    {
        KernelProgram program = Programs.Compiled(
            "Reader",
            Reader("[Conv(3, 3, 4)] ConvLayer Conv1", "[Relu] Layer Relu", "[Conv(3, 3, 4)] ConvLayer Conv2", "[MaxPool(2)] Layer Pool", "[Conv(1, 1, 2)] ConvLayer Scores"));

        Assert.Equal(["Conv1_Relu_Forward", "Conv2_Pool_Forward", "Scores_Forward"], program.Kernels.Select(kernel => kernel.PlainName));
    }

    private static bool Pool(KernelList list, Kernel kernel) => FusePool.Apply(list, kernel, Always);

    private static KernelProgram Pooled() =>
        FusionPass.Run(Net("[Conv(3, 3, 4)] ConvLayer Conv", "[MaxPool(2)] Layer Pool", "[Conv(3, 3, 2)] ConvLayer Scores"), Pool);

    private static void Check(string name, Func<KernelList, Kernel, bool> rule, params string[] layers) => Check(name, Net(layers), rule);

    private static void Check(string name, KernelProgram before, Func<KernelList, Kernel, bool> rule, [CallerFilePath] string caller = "") =>
        GoldenFile.Check(name, $"before:\n{before}\n\nafter:\n{FusionPass.Run(before, rule)}\n", caller);

    private static NetworkPlan Plan(params string[] layers) => CpuPlan.For(Programs.Compiled("Net", ProgramText.Network(layers)));

    private static Value Output(NetworkPlan plan, string layer) => plan.Program.Outputs.Single(pair => pair.Key.Name == layer).Value;

    private static string Reader(params string[] layers) => ProgramText.Network(layers) + "[InferenceOf<Net>(Height = 8, Width = 8)] public sealed partial class Reader;";

    private static KernelProgram Net(params string[] layers) => Programs.Plain("Net", ProgramText.Network(layers));
}
