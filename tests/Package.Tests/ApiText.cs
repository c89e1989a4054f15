using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Kiln.Package.Tests;

/// <summary>What an assembly offers, as text: a line a type and a line a member. What the compiler adds to records by itself is left out.</summary>
internal static class ApiText
{
    private const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The text of an assembly.</summary>
    public static string Of(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (IGrouping<string?, Type> space in assembly.GetExportedTypes().GroupBy(type => type.Namespace).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"namespace {space.Key}\n");
            foreach (Type type in space.OrderBy(type => type.FullName, StringComparer.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{Head(type)}\n");
                foreach (string member in Members(type))
                    text.Append(CultureInfo.InvariantCulture, $"    {member}\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Head(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
            return $"public delegate {Method(type.GetMethod("Invoke")!, TypeNames.Of(type))}";

        bool isRecord = type.GetMethods(Own).Any(method => method.Name == (type.IsValueType ? "PrintMembers" : "<Clone>$"));
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => isRecord ? "record struct" : "struct",
            _ => isRecord ? "record" : "class",
        };
        string modifiers = type switch
        {
            { IsAbstract: true, IsSealed: true } => "static ",
            { IsAbstract: true, IsInterface: false } => "abstract ",
            { IsSealed: true, IsValueType: false } => "sealed ",
            { IsValueType: true } when type.IsDefined(typeof(IsReadOnlyAttribute)) => "readonly ",
            _ => "",
        };
        string parent = type.BaseType is { } one && one != typeof(object) && one != typeof(ValueType) && !type.IsEnum ? TypeNames.Of(one) : "";
        IEnumerable<string> bases = Interfaces(type, isRecord).Select(TypeNames.Of).Order(StringComparer.Ordinal).Prepend(parent).Where(name => name.Length > 0);
        string inherits = string.Join(", ", bases);
        return $"{(type.IsNestedFamily ? "protected" : "public")} {modifiers}{kind} {TypeNames.Of(type)}{(inherits.Length == 0 ? "" : " : " + inherits)}";
    }

    /// <summary>Those that a type names itself: neither its parent's, nor those that others of them bring along, nor a record's own.</summary>
    private static IEnumerable<Type> Interfaces(Type type, bool isRecord)
    {
        if (type.IsEnum)
            return [];

        Type[] own = [.. type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? [])];
        return own.Except(own.SelectMany(one => one.GetInterfaces())).Where(one => !isRecord || one != typeof(IEquatable<>).MakeGenericType(type));
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
            return [];
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");

        bool Offered(MethodBase? method) => method is { } one && (one.IsPublic || one.IsFamily || one.IsFamilyOrAssembly);
        return
        [
            .. type.GetConstructors(Own).Where(Offered).Where(IsWritten).Select(constructor => $"{Access(constructor)}{type.Name.Split('`')[0]}({Parameters(constructor)})").Order(StringComparer.Ordinal),
            .. type.GetFields(Own).Where(field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName).Select(Field).Order(StringComparer.Ordinal),
            .. type.GetProperties(Own).Where(property => property.Name != "EqualityContract" && (Offered(property.GetMethod) || Offered(property.SetMethod))).Select(property => Property(property, Offered)).Order(StringComparer.Ordinal),
            .. type.GetEvents(Own).Where(one => Offered(one.AddMethod)).Select(one => $"event {TypeNames.Of(one.EventHandlerType!)} {one.Name}").Order(StringComparer.Ordinal),
            .. type.GetMethods(Own)
                .Where(method => Offered(method) && IsWritten(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)))
                .Select(method => Access(method) + Kind(method) + Method(method, method.Name)).Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsWritten(MemberInfo member) => !member.IsDefined(typeof(CompilerGeneratedAttribute));

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Kind(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true, IsStatic: false } => method.IsAbstract ? "" : "virtual ",
        { IsStatic: true } => method.IsAbstract ? "static abstract " : method.IsVirtual ? "static virtual " : "static ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } => method.GetBaseDefinition() == method ? "virtual " : "override ",
        _ => "",
    };

    private static string Field(FieldInfo field)
    {
        string kind = field.IsLiteral ? "const " : field.IsStatic ? "static " : "";
        return $"{(field.IsPublic ? "" : "protected ")}{kind}{(field.IsInitOnly ? "readonly " : "")}{TypeNames.Of(Nullability.Create(field))} {field.Name}{(field.IsLiteral ? $" = {Value(field.GetRawConstantValue(), field.FieldType)}" : "")}";
    }

    private static string Property(PropertyInfo property, Func<MethodBase?, bool> offered)
    {
        MethodInfo accessor = property.GetMethod ?? property.SetMethod!;
        string name = property.GetIndexParameters() is { Length: > 0 } ? $"this[{Parameters(accessor)}]" : property.Name;
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Access(accessor)}{Kind(accessor)}{required}{TypeNames.Of(Nullability.Create(property))} {name} {{ {(offered(property.GetMethod) ? "get; " : "")}{(offered(property.SetMethod) ? isInit ? "init; " : "set; " : "")}}}";
    }

    private static string Method(MethodInfo method, string name)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>" : "";
        return $"{TypeNames.Of(Nullability.Create(method.ReturnParameter))} {name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string by = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
            _ => "",
        };
        return $"{by}{TypeNames.Of(Nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue, parameter.ParameterType)}" : "")}";
    }

    private static string Value(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when type.IsEnum => $"{type.Name}.{Enum.ToObject(type, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
