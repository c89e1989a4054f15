using System.Text.RegularExpressions;
using Kiln.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Kiln.Generator.Tests.Diagnostics;

/// <summary>Does what the end of a message says, and sees the diagnostic gone: advice that does not compile is worse than none.</summary>
public partial class MendTests
{
    /// <summary>A case, the text in it that its message is about, what the message says to write in its place, and what is wrong still because
    /// the case is so short.</summary>
    public static TheoryData<string, string, string, string?> Mends => new()
    {
        { "KILN0101", "sealed class Net", "sealed partial class Net", null },
        { "KILN0101.Block", "sealed class Part", "sealed partial class Part", null },
        { "KILN0101.Inference", "sealed class Reader", "sealed partial class Reader", null },
        { "KILN0101.Keyword", "public class @event", "public sealed partial class @event", null },
        { "KILN0102", "partial class Net", "sealed partial class Net", null },
        { "KILN0102.Block", "partial class Part", "sealed partial class Part", null },
        { "KILN0103.Block", "partial record Part", "partial class Part", null },
        { "KILN0103.BlockGeneric", "Part<T>", "Part", null },
        { "KILN0103.FileLocal", "file sealed partial class Reader", "internal sealed partial class Reader", null },
        { "KILN0103.Generic", "Net<T>", "Net", null },
        { "KILN0103.Nested", "public static partial class Outer<@in, TOther>", "namespace Outer", null },
        { "KILN0103.Record", "partial record Net", "partial class Net", null },
        { "KILN0103.Static", "static partial class Net", "partial class Net", "KILN0102" },
        { "KILN0104", "Net : Base", "Net", null },
        { "KILN0104.Block", "Part : Base", "Part", null },
        { "KILN0104.Interface", "Net : Bases.Base, Bases.INothing", "Net : Bases.INothing", null },
        { "KILN0105.ByHand", "public partial Layer Relu1 => null!;", "public partial Layer Relu1 { get; }", null },
        { "KILN0105.Explicit", "Layer INamed.Relu1 => null!;", "public partial Layer Relu1 { get; }", null },
        { "KILN0105.Indexer", "public Layer this[int index] => null!;", "public partial Layer Relu1 { get; }", null },
        { "KILN0105.IndexerBeside", "private Layer this[int index] => null!;", "private partial Layer Relu2 { get; }", null },
        { "KILN0105.Keyword", "internal static partial ConvLayer @event { get; }", "internal partial ConvLayer @event { get; }", null },
        { "KILN0105.NotPartial", "public ConvLayer Conv1 => null!;", "public partial ConvLayer Conv1 { get; }", null },
        { "KILN0105.Static", "public static partial ConvLayer Conv1 { get; }", "public partial ConvLayer Conv1 { get; }", null },
        { "KILN0105.Writable", "public partial ConvLayer Conv1 { get; private set; }", "public partial ConvLayer Conv1 { get; }", null },
        { "KILN0106", "[Relu] public partial ConvLayer Conv1 { get; }", "public partial ConvLayer Conv1 { get; }\n    [Relu] public partial Layer Relu1 { get; }", null },
        { "KILN0106.Repeated", "[Twice, Twice] public partial Layer Half { get; }", "[Relu] public partial Layer Half { get; }\n    [Relu] public partial Layer Quarter { get; }", null },
        { "KILN0107.Keyword", "partial Layer @event", "partial ConvLayer @event", null },
        { "KILN0107.KeywordUse", "partial Layer @in", "partial Part @in", null },
        { "KILN0107.Layer", "partial Layer Conv1", "partial ConvLayer Conv1", null },
        { "KILN0107.Loss", "partial Layer Loss", "partial LossLayer Loss", null },
        { "KILN0107.Nullable", "partial ConvLayer? Conv1", "partial ConvLayer Conv1", null },
        { "KILN0107.Other", "partial string Conv1", "partial ConvLayer Conv1", null },
        { "KILN0107.Repeat", "partial Residual A", "partial Kiln.BlockList<Residual> A", null },
        { "KILN0107.Use", "partial Layer A", "partial Residual A", null },
        { "KILN0108", "}\n\npublic sealed partial class Net\n{\n", "", null },
        { "KILN0108.Block", "}\n\npublic sealed partial class Part\n{\n    [Relu]", "    [Relu]", null },
        { "KILN0109", "Net;", "Net { [Input(32, 32, 1)] public partial Layer Image { get; } }", "KILN0209" },
        { "KILN0109.Block", "    [Input] public partial Layer X { get; }", "    [Input] public partial Layer X { get; }\n    [Relu] public partial Layer Relu { get; }", null },
        { "KILN0110", "public sealed class Net", "[Network] public sealed partial class Net", "KILN0105" },
        { "KILN0110.Inference", "[Relu] public partial Layer Extra { get; }", "", null },
        { "KILN0110.Struct", "public struct Net", "[Network] public sealed partial class Net", "KILN0105" },
        { "KILN0111", "public sealed class Net;", "[Network] public sealed partial class Net { [Input(8, 8, 1)] public partial Layer Image { get; } [Relu] public partial Layer Relu1 { get; } }", null },
        { "KILN0112", "[Halve]", "[Relu]", null },
        { "KILN0113", "[InferenceOf<Net>]\n", "", null },
        { "KILN0113.Block", "[Block]\n", "", null },
        { "KILN0113.Inference", "[Block]\n", "", null },
        { "KILN0113.Used", "[Network]\n[Block]", "[Block]", null },
        { "KILN0114", "internal sealed partial class Net", "public sealed partial class Net", null },
        { "KILN0115", "ConvLayer Parameters", "ConvLayer Conv1", null },
        { "KILN0115.Block", "Layer Output", "Layer Relu", null },
        { "KILN0115.Type", "ConvLayer Math", "ConvLayer Conv1", null },
        { "KILN0116", "[Use<string>] public partial string A", "[Use<Part>] public partial Part A", null },
        { "KILN0116.Block", "[Use<string>] public partial string Inner", "[Use<Part>] public partial Part Inner", null },
        { "KILN0116.Network", "[Use<Other>] public partial Other A { get; }", "", "KILN0209" },
        { "KILN0117", "[Use<Residual>]", "[Use<Residual>(4)]", null },
        { "KILN0117.Many", "(4, 2)", "(4)", null },
        { "KILN0117.Nested", "[Use<Residual>]", "[Use<Residual>(4)]", null },
        { "KILN0117.None", "(4, 2)", "", null },
        { "KILN0118", "[Use<Residual>] public partial Residual Inner", "[Relu] public partial Layer Relu", null },
        { "KILN0118.Outer", "[Use<Part>] public partial Part Inner", "[Relu] public partial Layer Relu", null },
        { "KILN0119", "(int)(0.5 * Filters)", "Filters / 2", null },
        { "KILN0119.Array", "new[] { Filters, 2 }", "Filters, 2", null },
        { "KILN0119.Flag", "Filters > 3 && Filters < 9", "Filters > 3 ? Filters < 9 : false", null },
        { "KILN0119.From", "Way == 1 ? nameof(X) : nameof(Relu)", "nameof(X)", null },
        { "KILN0119.Use", "Filters << 1", "2 * Filters", null },
        { "KILN0120", "[Input]", "[Input(32, 32, 1)]", null },
        { "KILN0120.Block", "[Input(8, 8, 4)] public partial Layer X", "[Input] public partial Layer X", null },
        { "KILN0121", "ConvLayer A_Conv", "ConvLayer Last", null },
        { "KILN0121.Field", "ConvLayer A_Block", "ConvLayer Scores", null },
        { "KILN0121.Nested", "Layer Inner_Relu", "Layer Last", null },
        { "KILN0121.Repeat", "Part A_0", "Part B", null },
        { "KILN0122", "[Network]\npublic sealed partial class Net\n{\n    [Size] private const int Filters = 4;\n\n    [Input(8, 8, 1)]", "[Block]\npublic sealed partial class Net\n{\n    [Size] private const int Filters = 1;\n\n    [Input]", null },
        { "KILN0122.Type", "[Size] private const double Rate = 0.5;", "[Size] private const int Rate = 1;", null },
        { "KILN0123", "Repeat = 200", "Repeat = 2", null },
        { "KILN0201", "From = \"Picture\"", "From = nameof(Image)", null },
        { "KILN0201.Block", "\"Cnov\"", "nameof(Conv)", null },
        { "KILN0201.BlockUse", "From = \"Missing\"", "From = nameof(X)", null },
        { "KILN0201.List", "\"Picture\"", "nameof(Image)", null },
        { "KILN0201.Member", "From = nameof(Size)", "From = nameof(Image)", null },
        { "KILN0201.Nested", "From = \"Y\"", "From = nameof(X)", null },
        { "KILN0201.Use", "\"Imgae\"", "nameof(Image)", null },
        { "KILN0202.Block", "From = nameof(Conv)", "From = nameof(X)", null },
        { "KILN0202.BlockLater", "From = nameof(Inner)", "From = nameof(X)", null },
        { "KILN0202.BlockUse", "From = nameof(Conv)", "From = nameof(X)", null },
        { "KILN0202.Itself", "From = nameof(Conv1)", "From = nameof(Image)", null },
        { "KILN0202.Later", "From = nameof(Relu1)", "From = nameof(Image)", null },
        { "KILN0202.List", "nameof(@event))", "nameof(@class))", null },
        { "KILN0202.Use", "From = nameof(A)", "From = nameof(Image)", "KILN0207" },
        { "KILN0202.UseItself", "From = nameof(A)", "From = nameof(Image)", null },
        { "KILN0202.UseLater", "From = nameof(Scores)", "From = nameof(Image)", null },
        { "KILN0203", "    [Conv", "    [Input(32, 32, 1)] public partial Layer Image { get; }\n    [Conv", null },
        { "KILN0203.Block", "    [Relu]", "    [Input] public partial Layer X { get; }\n    [Relu]", null },
        { "KILN0203.BlockUse", "    [Use<Part>]", "    [Input] public partial Layer X { get; }\n    [Use<Part>]", null },
        { "KILN0203.BlockUseAlone", "    [Use<Part>]", "    [Input] public partial Layer X { get; }\n    [Use<Part>]", null },
        { "KILN0203.Use", "    [Use", "    [Input(32, 32, 1)] public partial Layer Image { get; }\n    [Use", "KILN0309" },
        { "KILN0204", "    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }\n    [Input(8, 8, 1)] public partial Layer Image { get; }", "    [Input(8, 8, 1)] public partial Layer Image { get; }\n    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }", null },
        { "KILN0204.Block", "    [Relu] public partial Layer Relu { get; }\n    [Input] public partial Layer X { get; }\n", "    [Input] public partial Layer X { get; }\n    [Relu] public partial Layer Relu { get; }\n", null },
        { "KILN0205", "[Input(4, 4, 1)] public partial Layer Other { get; }", "", null },
        { "KILN0206", "[Relu]", "[Relu(From = nameof(Image))]", null },
        { "KILN0206.Keyword", "Relu(From = nameof(@in))", "Relu(From = nameof(@class))", null },
        { "KILN0206.Sum", "[Add(nameof(Scores), nameof(Loss))] public", "[Relu(From = nameof(Image))] public", null },
        { "KILN0207", "From = nameof(Image)", "From = nameof(Conv1)", null },
        { "KILN0207.After", "SoftmaxLoss(From = nameof(Scores))", "SoftmaxLoss(From = nameof(Relu1))", null },
        { "KILN0207.Block", "From = nameof(X)", "From = nameof(Conv)", null },
        { "KILN0207.BlockUse", "From = nameof(X)", "From = nameof(Inner)", null },
        { "KILN0207.Keyword", "From = nameof(Image)", "From = nameof(@event)", null },
        { "KILN0207.Use", "From = nameof(Image)", "From = nameof(A)", null },
        { "KILN0208", ", From = nameof(Conv1)", "", null },
        { "KILN0209", "    [SoftmaxLoss]", "    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }\n    [SoftmaxLoss]", null },
        { "KILN0210", "Add(nameof(Image))", "Add(nameof(Image), nameof(Relu1))", null },
        { "KILN0210.None", "[Concat]", "[Concat(nameof(Image), nameof(Image))]", null },
        { "KILN0211", ", From = nameof(Conv1)", "", null },
        { "KILN0212", "(Mode = \"same\")", "", "CS0436" },
        { "KILN0212.Inputs", "(\"Image\")", "", "CS0436" },
        { "KILN0212.Number", "(Slope = 0.5)", "", "CS0436" },
        { "KILN0212.Type", "(Sort = typeof(int))", "", "CS0436" },
        { "KILN0301", "Conv(4, 4, 500)", "Conv(2, 2, 500)", null },
        { "KILN0301.Dilated", "Dilation = 4", "Dilation = 4, Pad = 1", null },
        { "KILN0301.Pool", "MaxPool(1, 9)", "MaxPool(1, 8)", null },
        { "KILN0302.Ceiling", "Ceiling = 0", "Ceiling = 6", null },
        { "KILN0302.Computed", "Use<Wide>(2000000)", "Use<Wide>(1)", null },
        { "KILN0302.Decay", "BiasesDecayScale = double.NaN", "BiasesDecayScale = 0", null },
        { "KILN0302.Dilation", "Dilation = 0", "Dilation = 1", null },
        { "KILN0302.Divide", "Use<Wide>(0)", "Use<Wide>(4)", null },
        { "KILN0302.Dropout", "Dropout(1)", "Dropout(0.5)", null },
        { "KILN0302.Epsilon", "Epsilon = 0", "Epsilon = 1e-5", null },
        { "KILN0302.Filters", "Conv(3, 3, 0)", "Conv(3, 3, 1)", null },
        { "KILN0302.Groups", "Groups = 0", "Groups = 1", null },
        { "KILN0302.Leak", "Leak = 1", "Leak = 0.01", null },
        { "KILN0302.LearningRate", "WeightsLearningRateScale = -0.5", "WeightsLearningRateScale = 1", null },
        { "KILN0302.Pad", "Pad = -1", "Pad = 0", null },
        { "KILN0302.Rate", "Rate = 1.5", "Rate = 0.1", null },
        { "KILN0302.Repeat", "Repeat = 0", "Repeat = 1", null },
        { "KILN0302.Repeat3", "Use<Wide>(0,", "Use<Wide>(4,", null },
        { "KILN0302.Size", "Use<Residual>(0)", "Use<Residual>(4)", null },
        { "KILN0302.TooLarge", "Pad = 300000000", "Pad = 268435456", "KILN0304" },
        { "KILN0302.Weight", "Weight = 0", "Weight = 1", null },
        { "KILN0302.Window", "Lrn(0)", "Lrn(1)", null },
        { "KILN0303", "Pad = 2", "Pad = 1", null },
        { "KILN0303.Side", "PadLeft = 3", "PadLeft = 2", null },
        { "KILN0304", "Input(20000, 20000, 3)", "Input(2000, 2000, 3)", null },
        { "KILN0305", "Conv(8, 8, 200000000)", "Conv(8, 8, 200)", null },
        { "KILN0305.Dense", "Dense(300000)", "Dense(30000)", null },
        { "KILN0306", "Height = -8", "Height = 8", null },
        { "KILN0306.TooLarge", "(Height = 8, Width = 300000000)", "", null },
        { "KILN0307", "Height = 8", "Height = 8, Width = 8", null },
        { "KILN0307.Width", "(Width = 8)", "", null },
        { "KILN0308", "Width = 2", "Width = 3", null },
        { "KILN0309", "Conv(3, 3, 1)", "Conv(3, 3, 1, Pad = 1)", null },
        { "KILN0309.Block", "Use<Residual>(5)", "Use<Residual>(4)", null },
        { "KILN0309.Concat", "Conv(2, 1, 4)", "Conv(2, 1, 4, PadTop = 1)", null },
        { "KILN0309.Inference", "MaxPool(2,", "MaxPool(2, PadBottom = 1, PadRight = 1,", null },
        { "KILN0309.Repeat", "Use<Residual>(5,", "Use<Residual>(4,", null },
        { "KILN0310", "Groups = 4", "Groups = 2", null },
        { "KILN0310.Filters", "Groups = 3", "Groups = 2", null },
        { "KILN0310.Keyword", "Groups = 4", "Groups = 2", null },
        { "KILN0311", "Pad = 16368", "Pad = 1", null },
        { "KILN0311.Sums", "Conv(1, 1, 134217728)", "Conv(1, 1, 1000)", null },
    };

    [Theory]
    [MemberData(nameof(Mends))]
    public async Task WhatTheMessageSaysMendsTheMistake(string name, string old, string mended, string? left)
    {
        (string text, string id, _, string message, _) = DiagnosticCaseTests.Read(name);
        Assert.Equal(2, text[text.IndexOf("using", StringComparison.Ordinal)..].Split(old).Length);
        foreach (Match written in Written().Matches(message))
            Assert.Contains(written.Value, mended, StringComparison.Ordinal);

        BuildOutcome outcome = await GeneratorRunner.Build(text.Replace(old, mended, StringComparison.Ordinal));

        Assert.Null(outcome.Exception);
        if (left != id)
            Assert.DoesNotContain(outcome.Diagnostics, diagnostic => diagnostic.Id == id);

        Assert.True(outcome.Diagnostics.All(diagnostic => diagnostic.Id == left), string.Join("\n", outcome.Diagnostics));
    }

    [Fact]
    public void EveryMistakeIsMended() =>
        Assert.Equal(
            DiagnosticCaseTests.Names.Select(name => name.Split('.')[0]).Distinct(),
            Mends.Select(row => ((string)row[0]).Split('.')[0]).Distinct().Order(StringComparer.Ordinal));

    /// <summary>What a message gives word for word.</summary>
    [GeneratedRegex(@"(?<=(?:write|put|begin with) ')[^']+|From = nameof\(@?\w+\)")]
    private static partial Regex Written();
}
