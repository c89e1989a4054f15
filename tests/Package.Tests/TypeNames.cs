using System.Reflection;

namespace Kiln.Package.Tests;

/// <summary>Types as C# writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint",
        [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint", [typeof(float)] = "float", [typeof(double)] = "double",
    };

    /// <summary>A type without what may be null.</summary>
    public static string Of(Type type) => Name(type, type.GetGenericArguments().Select(Of), arrayElement: Of);

    /// <summary>A type with what may be null.</summary>
    public static string Of(NullabilityInfo info)
    {
        Type type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";

        // Of a type that is passed by reference the arguments are not told.
        Type[] arguments = type.GetGenericArguments();
        string name = Name(
            type,
            info.GenericTypeArguments.Length == arguments.Length ? info.GenericTypeArguments.Select(Of) : arguments.Select(Of),
            element => info.ElementType is { } known ? Of(known) : Of(element));
        bool mayBeNull = !type.IsValueType && info.ReadState == NullabilityState.Nullable;
        return mayBeNull ? name + "?" : name;
    }

    private static string Name(Type type, IEnumerable<string> arguments, Func<Type, string> arrayElement)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword;
        if (type.IsByRef)
            return $"ref {Of(type.GetElementType()!)}";
        if (type.IsPointer)
            return $"{Of(type.GetElementType()!)}*";
        if (type.IsArray)
            return $"{arrayElement(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        if (type.IsGenericParameter)
            return type.Name;

        string name = type.IsNested ? $"{Of(type.DeclaringType!)}.{type.Name}" : type.Name;
        if (name.Split('`') is not [var plain, _])
            return name;

        string list = string.Join(", ", arguments);
        return type.Namespace == nameof(System) && plain == nameof(ValueTuple) ? $"({list})" : $"{plain}<{list}>";
    }
}
