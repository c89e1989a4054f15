using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Kiln.Docs.Tests.Code;

/// <summary>docs/attributes.md has every attribute of the runtime, with every option and its default. That its networks compile and compute is tested with those of all pages.</summary>
public sealed partial class AttributePageTests
{
    private static readonly Dictionary<string, string> Sections = Heading().Split(File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs", "attributes.md"))).Skip(1)
        .Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    private static readonly Type[] Attributes =
        [.. typeof(LayerAttribute).Assembly.GetExportedTypes().Where(type => type.Namespace == "Kiln" && type.IsSubclassOf(typeof(Attribute)) && !type.IsAbstract)];

    public static TheoryData<string> Names => new(Attributes.Select(Name));

    [Fact]
    public void EveryAttributeHasASectionAndNoSectionIsOfNone()
    {
        string[] shared = ["Every layer", "Windows", "Learned weights", "Every loss", "Regions"];
        Assert.True(Attributes.Length > 45);
        Assert.Equal(Attributes.Select(Name).Order(StringComparer.Ordinal), Sections.Keys.Except(shared).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ASectionHasAllOptionsWithTheirDefaults(string name)
    {
        Type attribute = Attributes.Single(type => Name(type) == name);
        string section = Sections[name];
        string text = section + string.Concat(SharedBy(attribute, section).Select(shared => Sections[shared]));
        Dictionary<string, string> options = new(Rows(text));
        object? plain = Plain(attribute);
        PropertyInfo[] settable = [.. attribute.GetProperties().Where(property => property.CanWrite)];
        Assert.All(settable, option => Assert.True(options.ContainsKey(option.Name), $"the section of {name} has no {option.Name}"));
        Assert.All(
            settable.Where(option => plain is not null && IsValue(options[option.Name]) && !(option.PropertyType == typeof(int) && Equals(option.GetValue(plain), 0))),
            option => Assert.Equal((option.Name, options[option.Name]), (option.Name, Written(option.GetValue(plain), options[option.Name]))));
        Assert.All(Rows(section), row => Assert.NotNull(attribute.GetProperty(row.Key)));

        string code = string.Concat(Code().Matches(section).Select(match => match.Value));
        Assert.Matches($@"\[{name}\b", code);
        foreach (ConstructorInfo constructor in attribute.GetConstructors().Where(constructor => constructor.GetParameters() is [{ ParameterType.IsPrimitive: true }, ..]))
            Assert.Contains($"`{name}({string.Join(", ", constructor.GetParameters().Select(parameter => parameter.Name))})`", section, StringComparison.Ordinal);
    }

    /// <summary>Options of a base class have a section of their own; those of filters are told once for three attributes.</summary>
    private static IEnumerable<string> SharedBy(Type attribute, string section)
    {
        if (attribute.IsSubclassOf(typeof(LayerAttribute)))
            yield return "Every layer";
        if (attribute.IsSubclassOf(typeof(WindowAttribute)))
            yield return "Windows";
        if (attribute.IsSubclassOf(typeof(LossAttribute)))
            yield return "Every loss";
        if (attribute.IsSubclassOf(typeof(RegionPoolAttribute)))
            yield return "Regions";
        if (section.Contains("(#learned-weights)", StringComparison.Ordinal))
            yield return "Learned weights";
    }

    /// <summary>An attribute of which only what must be said is said.</summary>
    private static object? Plain(Type attribute)
    {
        ConstructorInfo constructor = attribute.IsGenericTypeDefinition
            ? attribute.MakeGenericType(typeof(AttributePageTests)).GetConstructors()[0]
            : attribute.GetConstructors()[0];
        object?[] arguments = [.. constructor.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(string) ? "" : parameter.ParameterType.IsArray ? Array.CreateInstance(parameter.ParameterType.GetElementType()!, 0) : Convert.ChangeType(1, parameter.ParameterType, CultureInfo.InvariantCulture))];
        return attribute.IsGenericTypeDefinition ? null : constructor.Invoke(arguments);
    }

    private static string Name(Type attribute) => Regex.Replace(attribute.Name, "Attribute(`1)?$", "");

    /// <summary>Whether a default is a value and not a rule.</summary>
    private static bool IsValue(string written) => Regex.IsMatch(written, @"^(-?[\d.]+(e-?\d+)?|true|false|∞|[A-Z][a-z]+)$");

    private static string Written(object? value, string like) => value switch
    {
        bool flag => flag ? "true" : "false",
        double.PositiveInfinity => "∞",
        double number when double.TryParse(like, CultureInfo.InvariantCulture, out double same) && same == number => like,
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    /// <summary>Option and default of the rows of all tables.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Rows(string text) =>
        from row in Row().Matches(text)
        from option in Option().Matches(row.Groups[1].Value)
        select KeyValuePair.Create(option.Groups[1].Value, row.Groups[2].Value.Trim('`'));

    [GeneratedRegex("^### (.+)\n", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| (`[^|]+`) \| ([^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Option();

    [GeneratedRegex("```csharp\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
