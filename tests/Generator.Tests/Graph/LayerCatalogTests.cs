using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Graph;
using Kiln.Generator.Support;

namespace Kiln.Generator.Tests.Graph;

/// <summary>The catalog and the runtime's attributes are one language.</summary>
public class LayerCatalogTests
{
    private static readonly Type[] Attributes =
        [.. typeof(LayerAttribute).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)];

    [Fact]
    public void EveryLayerAttributeHasAKindAndEveryKindAnAttribute() =>
        Assert.Equal(LayerCatalog.Kinds, Attributes.Select(type => type.Name[..^"Attribute".Length]).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryNumberOfAnAttributeIsRead()
    {
        foreach (Type attribute in Attributes)
        {
            string kind = attribute.Name[..^"Attribute".Length];
            string[] names = [.. attribute.GetProperties().Where(property => property.PropertyType == typeof(int) || property.PropertyType == typeof(double)).Select(property => property.Name)];
            foreach (string name in names)
                Assert.True(IsRead(kind, name), $"{attribute.Name}.{name} is declared, but the catalog does not read it");
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
    [InlineData(AttributeNames.Layer)]
    [InlineData(AttributeNames.NetworkBase)]
    [InlineData(AttributeNames.TrainableBase)]
    public void EveryNameIsATypeOfTheRuntime(string name) => Assert.NotNull(typeof(LayerAttribute).Assembly.GetType(name));

    /// <summary>A value that is wrong for every argument is reported if it is looked at.</summary>
    private static bool IsRead(string kind, string name)
    {
        List<Problem> problems = [];
        LayerCatalog.Create(Line(kind, new Argument(name, -1)), problems);
        return problems.Any(problem => problem.Argument == name);
    }

    private static LayerDeclaration Line(string kind, params Argument[] arguments) =>
        new("Line", "public", "Kiln.Layer", kind, null, false, new EquatableArray<Argument>(arguments));
}
