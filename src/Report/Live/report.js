// Fetches the page again every second and puts what has changed in the place of what was there.
(() => {
    "use strict";
    const period = 1000;
    const parts = ["top", "contents", "main"];
    const served = new Map();
    let version = document.body.dataset.version;

    const children = part => [...document.getElementById(part).children];
    const name = (element, index) => element.id || element.tagName + index;
    for (const part of parts)
        served.set(part, new Map(children(part).map((child, index) => [name(child, index), child.outerHTML])));

    async function poll() {
        try {
            const answer = await fetch("/?after=" + encodeURIComponent(version), { cache: "no-store" });
            if (answer.status === 200)
                show(new DOMParser().parseFromString(await answer.text(), "text/html"));
        } catch {
            document.body.dataset.state = "lost";
            document.querySelector(".status .state").textContent = "No answer";
            document.getElementById("status-text").textContent = "The program that served this page has gone; below is the last that it told.";
            announce(document.getElementById("status-text").textContent);
            return;
        }

        if (document.body.dataset.state === "running")
            setTimeout(poll, period);
    }

    function show(next) {
        // What the reader looks at stays where it is, whatever grows above it, once the reader has left the top.
        const hasLeft = document.getElementById("top").getBoundingClientRect().bottom < 0;
        const seen = hasLeft ? children("main").find(child => child.getBoundingClientRect().bottom > 0) : undefined;
        const before = seen?.getBoundingClientRect().top;
        for (const part of parts)
            merge(part, next.getElementById(part));

        const now = seen?.id ? document.getElementById(seen.id)?.getBoundingClientRect().top : undefined;
        if (now !== undefined)
            window.scrollBy({ top: now - before, behavior: "instant" });

        announce(document.getElementById("status-text").textContent);
        document.title = next.title;
        document.body.dataset.state = next.body.dataset.state;
        version = next.body.dataset.version;
    }

    // For those who hear the page: an epoch and the end, but not every batch.
    function announce(text) {
        const place = document.getElementById("announced");
        if (place.textContent !== text)
            place.textContent = text;
    }

    function merge(part, next) {
        const place = document.getElementById(part);
        const before = served.get(part);
        const old = new Map(children(part).map((child, index) => [name(child, index), child]));
        const html = new Map();
        [...next.children].forEach((child, index) => {
            const key = name(child, index);
            html.set(key, child.outerHTML);
            const there = old.get(key);
            const standing = there && before.get(key) === child.outerHTML ? there : child;
            if (there && standing === child) {
                const restore = keep(there, child);
                there.replaceWith(child);
                restore();
            }

            if (place.children[index] !== standing)
                place.insertBefore(standing, place.children[index] ?? null);
        });
        while (place.children.length > html.size)
            place.lastElementChild.remove();
        served.set(part, html);
    }

    // Open details, how far frames were slid, and the focus: what to do once the new element stands.
    function keep(there, child) {
        const steps = [];
        for (const element of there.querySelectorAll("[id]")) {
            const twin = child.querySelector("#" + CSS.escape(element.id));
            if (!twin)
                continue;
            const { scrollLeft: left, scrollTop: top, open } = element;
            if (element.tagName === "DETAILS")
                twin.open = open;
            if (left || top)
                steps.push(() => twin.scrollTo(left, top));
            if (element === document.activeElement)
                steps.push(() => twin.focus({ preventScroll: true }));
        }

        return () => steps.forEach(step => step());
    }

    if (document.body.dataset.state === "running")
        setTimeout(poll, period);
})();
