using System.Globalization;
using System.Reflection;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph;
using Kiln.Generator.Support;

namespace Kiln.Generator.Tests.Graph;

/// <summary>The catalog and the runtime's attributes are one language.</summary>
public class LayerCatalogTests
{
    /// <summary>Those of layers. A use of a block stands for layers and is none.</summary>
    private static readonly Type[] Attributes =
        [.. typeof(LayerAttribute).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract && type != typeof(UseAttribute<>))];

    [Fact]
    public void EveryLayerAttributeHasAKindAndEveryKindAnAttribute() =>
        Assert.Equal(LayerCatalog.Kinds, Attributes.Select(type => type.Name[..^"Attribute".Length]).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryKindStandsOnAPage()
    {
        string pages = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "layers.md")) + File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "losses.md"));
        Assert.All(LayerCatalog.Kinds, kind => Assert.Matches($@"`{kind}[`(]", pages));
    }

    [Fact]
    public void EveryNumberAndFlagOfAnAttributeIsRead()
    {
        foreach (Type attribute in Attributes)
        {
            foreach (PropertyInfo property in Options(attribute))
                Assert.True(IsRead(Kind(attribute), property.Name), $"{attribute.Name}.{property.Name} is declared, but the catalog does not read it");

            foreach (ParameterInfo parameter in attribute.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Where(parameter => parameter.ParameterType.IsPrimitive))
                Assert.True(IsRead(Kind(attribute), char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..]), $"{attribute.Name}({parameter.Name}) is declared, but the catalog does not read it");
        }
    }

    [Fact]
    public void WhatNoAttributeHasIsNotRead() => Assert.All(Attributes, attribute => Assert.False(IsRead(Kind(attribute), "Nothing")));

    /// <summary>What an editor shows as an option's value unless it is given is what the compiler takes it for.</summary>
    [Fact]
    public void OptionsThatAreNotGivenHaveTheValuesThatTheirAttributesShow()
    {
        int compared = 0;
        foreach (Type attribute in Attributes)
        {
            ConstructorInfo constructor = attribute.GetConstructors()[0];
            object?[] arguments = [.. constructor.GetParameters().Select(parameter => parameter.ParameterType == typeof(string[]) ? Array.Empty<string>() : Convert.ChangeType(0.25 * 4, parameter.ParameterType, CultureInfo.InvariantCulture))];
            object shown = constructor.Invoke(arguments);
            foreach (PropertyInfo property in Options(attribute).Where(property => property.CanWrite))
            {
                double value = Convert.ToDouble(property.GetValue(shown), CultureInfo.InvariantCulture);

                // 0 of a stride, a pad or a dilation stands for what the window's own sizes say.
                if (property.PropertyType == typeof(int) && value == 0)
                    continue;

                compared++;
                Assert.Equal(LayerCatalog.Create(Line(Kind(attribute)), []), LayerCatalog.Create(Line(Kind(attribute), new Argument(property.Name, value)), []));
            }
        }

        Assert.True(compared > 20, $"{compared} options were compared");
    }

    /// <summary>An option that decides what a layer computes must stand in its description: a checkpoint of other options does not fit.</summary>
    [Fact]
    public void EveryOptionChangesTheLayer()
    {
        foreach (Type attribute in Attributes)
        {
            foreach (PropertyInfo property in Options(attribute))
            {
                Generator.Graph.Layers.Layer?[] layers = [.. new[] { 0.0, 1.0, 2.0 }.Select(value => LayerCatalog.Create(Line(Kind(attribute), new Argument(property.Name, value)), []))];
                Assert.True(layers.Distinct().Count() > 1, $"{attribute.Name}.{property.Name} is read, but changes nothing");
            }
        }
    }

    [Fact]
    public void EveryPropertyTypeIsATypeOfTheRuntime()
    {
        foreach (string kind in LayerCatalog.Kinds)
        {
            string type = LayerCatalog.Create(Line(kind), [])!.PropertyType;
            Assert.True(typeof(Layer).IsAssignableFrom(typeof(Layer).Assembly.GetType($"Kiln.{type}")), type);
        }
    }

    [Theory]
    [InlineData(AttributeNames.Network)]
    [InlineData(AttributeNames.InferenceOf)]
    [InlineData(AttributeNames.HeadOf)]
    [InlineData(AttributeNames.Layer)]
    [InlineData(AttributeNames.NetworkBase)]
    [InlineData(AttributeNames.TrainableBase)]
    [InlineData(AttributeNames.Block)]
    [InlineData(AttributeNames.Size)]
    [InlineData(AttributeNames.Use)]
    [InlineData(AttributeNames.BlockBase)]
    public void EveryNameIsATypeOfTheRuntime(string name) => Assert.NotNull(typeof(LayerAttribute).Assembly.GetType(name));

    private static string Kind(Type attribute) => attribute.Name[..^"Attribute".Length];

    /// <summary>The numbers and flags of a layer; what every layer has is read before the catalog is asked.</summary>
    private static IEnumerable<PropertyInfo> Options(Type attribute) => attribute.GetProperties().Where(property =>
        (property.PropertyType == typeof(int) || property.PropertyType == typeof(double) || property.PropertyType == typeof(bool)) && property.DeclaringType != typeof(LayerAttribute));

    private static bool IsRead(string kind, string name)
    {
        List<Problem> problems = [];
        LayerCatalog.Create(Line(kind, new Argument(name, 1)), problems);
        return !problems.Any(problem => problem.Id == "KILN0212" && problem.Argument == name);
    }

    private static LayerDeclaration Line(string kind, params Argument[] arguments) =>
        new("Line", "public", "Kiln.Layer", kind, null, false, new EquatableArray<Argument>(arguments));
}
