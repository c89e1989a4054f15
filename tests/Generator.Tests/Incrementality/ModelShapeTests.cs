using System.Reflection;
using Kiln.Generator.Declaration;
using Kiln.Generator.Support;

namespace Kiln.Generator.Tests.Incrementality;

/// <summary>What Roslyn caches must be small, comparable and free of Roslyn's own objects, which would keep whole compilations alive.</summary>
public class ModelShapeTests
{
    [Theory]
    [InlineData(typeof(ParsedNetwork))]
    [InlineData(typeof(CompiledNetwork))]
    public void CachedValuesHoldPlainComparableData(Type root)
    {
        HashSet<Type> seen = [];
        Visit(root, seen);
        Assert.Contains(typeof(string), seen);
    }

    private static void Visit(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || type.IsEnum)
            return;

        Assert.False(type.FullName!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), $"{type} is one of Roslyn's");
        Assert.False(typeof(Delegate).IsAssignableFrom(type), $"{type} is a delegate");
        Assert.True(typeof(IEquatable<>).MakeGenericType(type).IsAssignableFrom(type), $"{type} compares by reference");
        if (type.IsPrimitive || type == typeof(string))
            return;

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>))
        {
            Visit(type.GetGenericArguments()[0], seen);
            return;
        }

        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            Visit(Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType, seen);
    }
}
