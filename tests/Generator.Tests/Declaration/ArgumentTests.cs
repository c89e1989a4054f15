using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Kiln.Generator.Tests.Declaration;

/// <summary>Whatever stands in a layer's attribute reaches the model, whether a layer reads it or not.</summary>
public class ArgumentTests
{
    /// <summary>An attribute with an argument of every kind that C# has.</summary>
    private const string Attribute = """
        namespace Kiln
        {
            public enum Side : byte { Top = 3, Bottom = 200 }

            public sealed class AddAttribute(params string[] inputs) : LayerAttribute
            {
                public string[] Inputs { get; } = inputs;
                public string? Mode { get; set; }
                public string[]? Modes { get; set; }
                public Side Side { get; set; }
                public bool Mean { get; set; }
                public long Long { get; set; }
                public float Float { get; set; }
                public char Letter { get; set; }
                public System.Type? Sort { get; set; }
                public int[]? Numbers { get; set; }
                public object? Any { get; set; }
            }
        }
        """;

    [Theory]
    [InlineData("Side = Side.Bottom", 200)]
    [InlineData("Mean = true", 1)]
    [InlineData("Mean = false", 0)]
    [InlineData("Long = -5", -5)]
    [InlineData("Float = 0.5f", 0.5)]
    [InlineData("Any = Side.Top", 3)]
    [InlineData("Any = 7", 7)]
    public void NumbersBooleansAndEnumsAreNumbers(string argument, double value)
    {
        Argument one = Assert.Single(Layer($"Add({argument})").Arguments);
        Assert.Equal(new Argument(argument.Split(' ')[0], value), one);
        Assert.True(one.IsNumber);
    }

    [Theory]
    [InlineData("Mode = \"same\"", "string", "same")]
    [InlineData("Mode = \"\"", "string", "")]
    [InlineData("Mode = nameof(Net.A)", "string", "A")]
    [InlineData("Any = \"same\"", "string", "same")]
    [InlineData("Letter = 'x'", "char", "'x'")]
    [InlineData("Sort = typeof(int)", "System.Type", "typeof(int)")]
    [InlineData("Numbers = new[] { 1, 2 }", "int[]", "{1, 2}")]
    public void OtherValuesKeepTheirTypeAndText(string argument, string type, string text)
    {
        Argument one = Assert.Single(Layer($"Add({argument})").Arguments);
        Assert.False(one.IsNumber);
        Assert.Equal((argument.Split(' ')[0], type), (one.Name, one.Type));
        Assert.Equal(text, Assert.Single(one.Texts));
    }

    [Fact]
    public void ArraysOfStringsAreLists()
    {
        Argument one = Assert.Single(Layer("Add(Modes = new[] { \"a\", \"b\" })").Arguments);
        Assert.Equal(("Modes", "string[]"), (one.Name, one.Type));
        Assert.Equal(["a", "b"], one.Texts);
    }

    [Theory]
    [InlineData("Mode = null", "string")]
    [InlineData("Modes = null", "string[]")]
    [InlineData("Sort = null", "System.Type")]
    public void NothingIsKeptAsNothing(string argument, string type)
    {
        Argument one = Assert.Single(Layer($"Add({argument})").Arguments);
        Assert.Equal(type, one.Type);
        Assert.Empty(one.Texts);
    }

    [Theory]
    [InlineData("Add(nameof(A), nameof(B))")]
    [InlineData("Add(\"A\", \"B\")")]
    [InlineData("Add(new[] { \"A\", \"B\" })")]
    [InlineData("Add(inputs: new[] { \"A\", \"B\" })")]
    public void InputsAreTheirNames(string attribute)
    {
        LayerDeclaration layer = Layer(attribute);
        Assert.Equal(["A", "B"], layer.Inputs);
        Assert.Empty(layer.Arguments);
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("Add()")]
    [InlineData("Add(null)")]
    [InlineData("Relu")]
    public void WithoutInputsThereAreNone(string attribute) => Assert.Empty(Layer(attribute).Inputs);

    [Fact]
    public void FromAndKeepAreFieldsAndNoArguments()
    {
        LayerDeclaration layer = Layer("Add(\"B\", From = nameof(A), Keep = true)");
        Assert.Equal(("A", true), (layer.From, layer.Keep));
        Assert.Equal(["B"], layer.Inputs);
        Assert.Empty(layer.Arguments);
    }

    [Fact]
    public void EqualArgumentsAreEqual()
    {
        const string text = "Add(\"A\", \"B\", Modes = new[] { \"a\" }, Sort = typeof(int), Float = float.NaN)";
        Assert.Equal(Layer(text), Layer(text));
        Assert.Equal(Layer(text).GetHashCode(), Layer(text).GetHashCode());
        Assert.NotEqual(Layer(text), Layer(text.Replace("\"B\"", "\"C\"", StringComparison.Ordinal)));
        Assert.NotEqual(Layer(text), Layer(text.Replace("\"a\"", "\"b\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Add(\"A\", 3)")]
    [InlineData("Add(Modes = new[] { Nothing })")]
    public void WhatCSharpRejectsInAListIsNotReportedAgain(string attribute) => Assert.True(Parse(attribute).Reported);

    [Theory]
    [InlineData("Add(\"A\", \"C\")", "Inputs[1]", "\"C\"")]
    [InlineData("Add(\"A\", Mean = true)", "Inputs[0]", "\"A\"")]
    [InlineData("Add(new[] { \"A\", \"C\" })", "Inputs[1]", "new[] { \"A\", \"C\" }")]
    [InlineData("Add(Mean = true)", "Mean", "Mean = true")]
    [InlineData("Add(nameof(A), nameof(Nothing))", "Inputs[1]", null)]
    public void AProblemIsMarkedAtItsInput(string attribute, string argument, string? site)
    {
        Compilation compilation = GeneratorRunner.Compilation(("Net.cs", Text(attribute)));
        Location? location = ProblemLocator.Locate(new Problem("KILN0201", "Sum", argument, "Sum", "C"), compilation.GetTypeByMetadataName("Net")!, compilation);

        Assert.Equal(site, location?.SourceTree!.GetText().ToString(location.SourceSpan));
    }

    private static LayerDeclaration Layer(string attribute) => Parse(attribute).Declaration.Layers[^1];

    private static ParsedNetwork Parse(string attribute) => Declarations.Parse("Net", Text(attribute));

    private static string Text(string attribute) => $$"""
        using Kiln;

        [Network] public sealed partial class Net
        {
            [Input(8, 8, 1)] public partial Layer A { get; }
            [Relu] public partial Layer B { get; }
            [{{attribute}}] public partial Layer Sum { get; }
        }

        {{Attribute}}
        """;
}
