using Kiln.Generator.Declaration;
using Kiln.Generator.Tests.Support;

namespace Kiln.Generator.Tests.Declaration;

public class DeclarationParserTests
{
    [Fact]
    public void LayersComeInTheOrderOfTheText()
    {
        ParsedNetwork network = Declarations.Parse("Models.CharacterCnn", Nets.CharacterCnn);

        Assert.Empty(network.Problems);
        Assert.False(network.Reported);
        Assert.Equal("Models.CharacterCnn", network.Declaration.FullName);
        Assert.Equal("Models.CharacterCnn", network.Declaration.ParametersOwner);
        Assert.Null(network.Declaration.Variant);
        Assert.Equal(
            ["Image:Input", "Conv1:Conv", "Pool1:MaxPool", "Conv2:Conv", "Pool2:MaxPool", "Conv3:Conv", "Relu3:Relu", "Scores:Conv", "Loss:SoftmaxLoss"],
            network.Declaration.Layers.Select(layer => $"{layer.Name}:{layer.Kind}"));
    }

    [Fact]
    public void ArgumentsAreNamedAsTheirPropertiesAndOnlyThoseGivenAreListed()
    {
        LayerDeclaration layer = Layer("[Conv(filters: 7, width: 3, height: 5, Stride = 2, Bias = false, WeightsDecayScale = 0.5, Keep = true)] internal partial ConvLayer C { get; }");

        Assert.Equal(
            ["Bias=0", "Filters=7", "Height=5", "Stride=2", "WeightsDecayScale=0.5", "Width=3"],
            layer.Arguments.Select(argument => FormattableString.Invariant($"{argument.Name}={argument.Value}")).Order(StringComparer.Ordinal));
        Assert.True(layer.Keep);
        Assert.Null(layer.From);
        Assert.Equal("internal", layer.Accessibility);
        Assert.Equal("Kiln.ConvLayer", layer.PropertyType);
    }

    [Fact]
    public void FromIsTheNameOfTheLayerRead() =>
        Assert.Equal("Image", Layer("[Relu(From = nameof(Image))] public partial Layer R { get; }").From);

    [Fact]
    public void OverloadsOfAConstructorAreToldApartByParameterNames()
    {
        Assert.Equal(new Argument("Size", 2), Assert.Single(Layer("[MaxPool(2)] public partial Layer P { get; }").Arguments));
        Assert.Equal([new("Height", 2), new Argument("Width", 3)], Layer("[MaxPool(2, 3)] public partial Layer P { get; }").Arguments);
    }

    [Fact]
    public void KeywordsStayNamesAndAreEscapedAsIdentifiers()
    {
        LayerDeclaration layer = Layer("[Relu] public partial Layer @event { get; }");
        Assert.Equal(("event", "@event"), (layer.Name, layer.Identifier));
    }

    [Fact]
    public void InferenceReadsTheLayersOfItsNetwork()
    {
        ParsedNetwork network = Declarations.Parse("Models.CharacterCnn", Nets.CharacterCnn);
        ParsedNetwork sentence = Declarations.Parse("Models.SentenceReader", Nets.CharacterCnn);
        ParsedNetwork line = Declarations.Parse("Models.LineReader", Nets.CharacterCnn);

        Assert.Equal(network.Declaration.Layers, sentence.Declaration.Layers);
        Assert.Equal("Models.CharacterCnn", sentence.Declaration.ParametersOwner);
        Assert.Equal(new Variant(32, 576), sentence.Declaration.Variant);
        Assert.True(line.Declaration.Variant!.AnyExtent);
    }

    [Fact]
    public void EqualTextGivesAnEqualValue() =>
        Assert.Equal(Declarations.Parse("Models.CharacterCnn", Nets.CharacterCnn), Declarations.Parse("Models.CharacterCnn", Nets.CharacterCnn));

    [Fact]
    public void OtherPartsOfTheClassDoNotChangeTheOrder()
    {
        const string Other = "namespace Models; partial class CharacterCnn { public int Trained { get; set; } }";
        ParsedNetwork alone = Declarations.Parse("Models.CharacterCnn", Nets.CharacterCnn);
        Assert.Equal(alone.Declaration, Declarations.Parse("Models.CharacterCnn", ("z.cs", Nets.CharacterCnn), ("a.cs", Other)).Declaration);
        Assert.Equal(alone.Declaration, Declarations.Parse("Models.CharacterCnn", ("a.cs", Other), ("z.cs", Nets.CharacterCnn)).Declaration);
    }

    [Fact]
    public void FuseIsOnUnlessSwitchedOff()
    {
        Assert.True(Declarations.Parse("Models.CharacterCnn", Nets.CharacterCnn).Declaration.Fuse);
        Assert.False(Declarations.Parse("Models.CharacterCnn", Nets.CharacterCnn.Replace("[Network]", "[Network(Fuse = false)]", StringComparison.Ordinal)).Declaration.Fuse);
    }

    private static LayerDeclaration Layer(string line)
    {
        string text = $$"""
            using Kiln;
            [Network] public sealed partial class Net
            {
                [Input(32, 32, 1)] public partial Layer Image { get; }
                {{line}}
            }
            """;
        return Declarations.Parse("Net", text).Declaration.Layers[1];
    }
}
